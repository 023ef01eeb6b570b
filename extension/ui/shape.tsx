import type { CardKind } from '../models/card.ts'

const RING = <circle cx="16" cy="16" r="12.500" fill="none" stroke="currentColor" stroke-width="3" />
const TRIANGLE = 'M16 4.500 29 27H3z'
const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-width': 3, 'stroke-linecap': 'round' } as const

const BARRED = (
  <>
    {RING}
    <path d="M26 6 6 26" {...LINE} />
  </>
)

/** One outline per state, so that no state is told by colour alone (EXTENSION.md 5.1). */
const OUTLINES: Record<CardKind, preact.JSX.Element> = {
  loading: (
    <g fill="currentColor">
      <circle cx="6" cy="16" r="3" />
      <circle cx="16" cy="16" r="3" />
      <circle cx="26" cy="16" r="3" />
    </g>
  ),
  ok: RING,
  alert: (
    <>
      <path d={TRIANGLE} fill="currentColor" stroke="currentColor" stroke-width="3" stroke-linejoin="round" />
      <path class="shape-mark" d="M16 12v7M16 23.500v.1" {...LINE} stroke={undefined} />
    </>
  ),
  error: <path d="m7 7 18 18M25 7 7 25" {...LINE} stroke-width="3.500" />,
  'needs-access': (
    <>
      <rect x="6" y="14" width="20" height="14" rx="3" fill="currentColor" />
      <path d="M10.500 14v-3.500a5.500 5.500 0 0 1 11 0V14" {...LINE} />
    </>
  ),
  offline: BARRED,
  asleep: BARRED,
  paused: <path d="M11 6v20M21 6v20" {...LINE} stroke-width="5" />,
  unconfirmed: <path d={TRIANGLE} {...LINE} stroke-linejoin="round" />,
  stale: (
    <>
      <circle cx="16" cy="16" r="12.500" {...LINE} stroke-linecap="butt" stroke-dasharray="5 4.800" />
      <path d="M16 9.500V17l4.500 3" {...LINE} />
    </>
  ),
  retired: <path d="M8 28V4l16 5.500L8 15" {...LINE} stroke-linejoin="round" />,
}

export function Shape({ kind }: { kind: CardKind }) {
  return (
    <svg class="shape" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {OUTLINES[kind]}
    </svg>
  )
}
