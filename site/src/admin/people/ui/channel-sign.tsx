import type { ChannelName } from '#core/alert.ts'

/** Drawn by hand on 24 by 24; the channel's name stands beside it. */
const SIGNS: Record<ChannelName, string> = {
  telegram: 'M3 11.5 21 4l-3 16-6-4-3 3-1-5.5L18 7',
  'web-push': 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  email: 'M3 6h18v12H3zM3 7l9 7 9-7',
  discord: 'M5 6c4-2 10-2 14 0l2 11c-2 2-4 2-5 2l-1-2H9l-1 2c-1 0-3 0-5-2zM9 12h.01M15 12h.01',
  ntfy: 'M4 5h16v12H9l-5 3zM8 9l3 2-3 2M13 13h3',
  webhook: 'M9 8a3 3 0 1 1 5 2l3 5M17 15a3 3 0 1 1-3 3H8M7 15l3-5M7 15a3 3 0 1 0 2 3',
  log: 'M5 4h14v16H5zM8 9h8M8 13h8M8 17h5',
}

export function ChannelSign({ channel }: { channel: ChannelName }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SIGNS[channel]} />
    </svg>
  )
}
