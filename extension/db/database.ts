import type { EntityTable } from 'dexie'
import type { DeviceKey, Follow, HostRest, LocalAlert, Outgoing, Removed, SentFacts, Sight } from './types.ts'

import { Dexie } from 'dexie'

import { ALERTS } from './alerts.ts'
import { DEVICE_KEYS } from './device-keys.ts'
import { FOLLOWS } from './follows.ts'
import { HOSTS } from './hosts.ts'
import { OUTGOING } from './outgoing.ts'
import { PAGES } from './pages.ts'
import { REMOVED } from './removed.ts'
import { SIGHTS } from './sights.ts'

const NAME = 'vigie'

/** All that this browser keeps. Each table's file says what it holds and what may be asked of it. */
export class Database extends Dexie {
  declare follows: EntityTable<Follow, 'id'>
  declare sights: EntityTable<Sight, 'followId'>
  declare alerts: EntityTable<LocalAlert, 'id'>
  declare hosts: EntityTable<HostRest, 'host'>
  declare outgoing: EntityTable<Outgoing, 'seq'>
  declare pages: EntityTable<SentFacts, 'followId'>
  declare removed: EntityTable<Removed, 'id'>
  declare deviceKeys: EntityTable<DeviceKey, 'relay'>

  constructor(name: string) {
    super(name)
    this.version(1).stores({
      follows: FOLLOWS,
      sights: SIGHTS,
      alerts: ALERTS,
      hosts: HOSTS,
      outgoing: OUTGOING,
      pages: PAGES,
      removed: REMOVED,
      deviceKeys: DEVICE_KEYS,
    })
  }
}

/** Opens it, or makes it the first time. */
export async function openDatabase(name = NAME): Promise<Database> {
  const database = new Database(name)
  await database.open()
  return database
}
