import type { Answer } from '../trouble.ts'
import type { SpanName } from '#core/dashboard.ts'
import type { Dashboard } from '#relay/client.ts'

import { makeClient } from '#relay/client.ts'

import { ask } from '../ask.ts'

/** The dashboard's one call. It does not throw. */
export function makeDashboardDoor(onSignedOut: () => void) {
  const { api } = makeClient(location.origin)
  return {
    read: (span: SpanName): Promise<Answer<Dashboard>> =>
      ask((init) => api.dashboard.$get({ query: { span } }, { init }), { onSignedOut }),
  }
}

export type DashboardDoor = ReturnType<typeof makeDashboardDoor>
