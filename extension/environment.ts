import type { Database } from './db/database.ts'
import type { Action } from './ports/action.ts'
import type { Alarms } from './ports/alarms.ts'
import type { Area } from './ports/area.ts'
import type { Chance } from './ports/chance.ts'
import type { Clock } from './ports/clock.ts'
import type { Net } from './ports/net.ts'
import type { Notifications } from './ports/notifications.ts'
import type { Permissions } from './ports/permissions.ts'
import type { PushService } from './ports/push.ts'
import type { Runtime } from './ports/runtime.ts'
import type { Scripting } from './ports/scripting.ts'
import type { Sockets } from './ports/sockets.ts'
import type { Sound } from './ports/sound.ts'
import type { Tabs } from './ports/tabs.ts'
import type { Windows } from './ports/windows.ts'

/** The only door from the extension to the browser and the outside. */
export type Environment = {
  clock: Clock
  chance: Chance
  /** Opened when first asked for. */
  db: () => Promise<Database>
  /** Kept for good. */
  local: Area
  /** Kept until the browser is closed or the extension is updated. */
  session: Area
  alarms: Alarms
  tabs: Tabs
  windows: Windows
  scripting: Scripting
  permissions: Permissions
  notifications: Notifications
  action: Action
  runtime: Runtime
  net: Net
  sound: Sound
  sockets: Sockets
  push: PushService
  /** Tells what nobody expected; throws in tests. Nothing from a page belongs in it. */
  warn: (error: unknown) => void
}

export type { Known, RelayLink, RelayProblem } from './known.ts'
export type { Settings } from './settings.ts'
