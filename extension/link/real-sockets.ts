import type { Sockets } from '../ports/sockets.ts'

/** Answered by the relay without waking anything, and what keeps a service worker awake: below 30 s. */
const PING_MS = 20_000

export const realSockets: Sockets = {
  open(url, { onFrame, onClose }) {
    const socket = new WebSocket(url)
    const beat = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send('ping')
    }, PING_MS)
    let isOver = false
    const end = () => {
      if (isOver) return
      isOver = true
      clearInterval(beat)
      onClose()
    }
    socket.addEventListener('message', ({ data }) => {
      if (!isOver) onFrame(data)
    })
    socket.addEventListener('close', end)
    socket.addEventListener('error', end)
    return () => {
      isOver = true
      clearInterval(beat)
      socket.close()
    }
  },
}
