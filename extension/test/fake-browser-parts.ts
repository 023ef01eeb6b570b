import type { Environment } from '../environment.ts'
import type { Tab } from '../ports/tabs.ts'
import type { FakeSocket, World } from './fake-environment.ts'

export function socketsOf(world: World): Environment['sockets'] {
  return {
    open(url, { onFrame, onClose }) {
      const socket: FakeSocket = {
        url,
        isOpen: true,
        say: (frame) => {
          if (socket.isOpen) onFrame(JSON.stringify(frame))
        },
        end: () => {
          socket.isOpen = false
          onClose()
        },
      }
      world.sockets.push(socket)
      return () => void (socket.isOpen = false)
    },
  }
}

export function tabsOf(world: World): Environment['tabs'] {
  return {
    ofHost: async (host) => world.tabs.filter(({ url }) => URL.parse(url ?? '')?.host === host),
    get: async (id) => world.tabs.find((tab) => tab.id === id) ?? null,
    current: async () => null,
    async open(url) {
      const tab: Tab = { id: 100 + world.tabs.length, url, windowId: 1, active: true, discarded: false }
      world.tabs.push(tab)
      return tab
    },
    async focus({ id }) {
      world.focused.push(id)
      return world.tabs.some((tab) => tab.id === id)
    },
    send: async () => null,
  }
}

export function noticesOf(world: World): Environment['notifications'] {
  return {
    areAllowed: async () => world.allowed,
    async show(id, shown) {
      if (!world.allowed) return false
      world.rung.push({ id, ...shown })
      world.notices.set(id, shown)
      return true
    },
    async change(id, shown) {
      if (!world.notices.has(id)) return false
      world.notices.set(id, shown)
      return true
    },
    clear: async (id) => void world.notices.delete(id),
    standing: async () => [...world.notices.keys()],
  }
}
