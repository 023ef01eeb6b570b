import type { Answer } from '../admin/trouble.ts'
import type { InsightsAnswer, Visits } from '#relay/client.ts'

import { makeClient } from '#relay/client.ts'

import { ask } from '../admin/ask.ts'

const usual = { onSignedOut: () => {} }

/** What history tells, of one watch or of all public ones. Never throws. */
export function readInsights(watch: string | null): Promise<Answer<InsightsAnswer>> {
  const { api } = makeClient(location.origin)
  const query = watch === null ? {} : { watch }
  return ask((init) => api.insights.$get({ query }, { init }), usual)
}

/** Visitors of seven days, counted without cookies. Never throws. */
export function readVisits(): Promise<Answer<Visits>> {
  const { api } = makeClient(location.origin)
  return ask((init) => api.analytics.$get({}, { init }), usual)
}
