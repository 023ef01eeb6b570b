import type { Database } from './database.ts'
import type { DeviceKey } from './types.ts'

export const DEVICE_KEYS = 'relay'

export async function deviceKeyOf(db: Database, relay: string): Promise<DeviceKey | null> {
  return (await db.deviceKeys.get(relay)) ?? null
}

/** Whether this browser may report to that relay. */
export function mayReport(key: DeviceKey | null): boolean {
  return key !== null && key.device !== null && key.scopes.includes('report')
}
