import type { Database } from './db/database.ts'
import type { Environment } from './environment.ts'

import { realNotifications } from './background/alert/real-notifications.ts'
import { realSound } from './background/alert/real-sound.ts'
import { realPush } from './link/real-push.ts'
import { realSockets } from './link/real-sockets.ts'
import { realAction } from './real/action.ts'
import { realAlarms } from './real/alarms.ts'
import { realLocal, realSession } from './real/areas.ts'
import { realPermissions } from './real/permissions.ts'
import { realRuntime } from './real/runtime.ts'
import { realScripting } from './real/scripting.ts'
import { realTabs } from './real/tabs.ts'
import { realWindows } from './real/windows.ts'

/**
 * The real door. `open` brings the database: the worker has it at hand, a page fetches that part when it needs it. It is
 * opened once, when first asked for, and again when opening failed or another version took it away.
 */
export function makeEnvironment(open: () => Promise<Database>): Environment {
  let opened: Promise<Database> | null = null
  const forget = () => {
    opened = null
  }
  return {
    clock: {
      now: Date.now,
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    chance: { newId: () => crypto.randomUUID(), fraction: Math.random },
    db() {
      opened ??= open().then((database) => {
        database.on('close', forget)
        return database
      })
      opened.catch(forget)
      return opened
    },
    local: realLocal,
    session: realSession,
    alarms: realAlarms,
    tabs: realTabs,
    windows: realWindows,
    scripting: realScripting,
    permissions: realPermissions,
    notifications: realNotifications,
    action: realAction,
    runtime: realRuntime,
    net: { fetch: (url, init) => fetch(url, init), isOnline: () => navigator.onLine },
    sound: realSound,
    sockets: realSockets,
    push: realPush,
    warn: (error) => console.error(error),
  }
}
