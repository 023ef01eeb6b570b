import type { Glance } from '#core/freshness.ts'

/** One outline per state, so that no state is told by colour alone. */
const OUTLINES: Record<Glance['state'], preact.JSX.Element> = {
  available: (
    <>
      <circle cx="16" cy="16" r="14" fill="currentColor" />
      <path class="shape-mark" d="m9.500 16.500 4.500 4.500 8.500-9.500" fill="none" stroke-width="3" />
    </>
  ),
  none: <circle cx="16" cy="16" r="12.500" fill="none" stroke="currentColor" stroke-width="3" />,
  unknown: (
    <path
      d="M3 10q4.300-4 8.700 0t8.600 0 8.700 0M3 17q4.300-4 8.700 0t8.600 0 8.700 0M3 24q4.300-4 8.700 0t8.600 0 8.700 0"
      fill="none"
      stroke="currentColor"
      stroke-width="3"
      stroke-linecap="round"
    />
  ),
  stale: (
    <>
      <circle
        cx="16"
        cy="16"
        r="12.500"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-dasharray="5 4.800"
      />
      <path
        d="M16 9.500V17l4.500 3"
        fill="none"
        stroke="currentColor"
        stroke-width="3"
        stroke-linecap="round"
      />
    </>
  ),
  waiting: (
    <g fill="currentColor">
      <circle cx="6" cy="16" r="3" />
      <circle cx="16" cy="16" r="3" />
      <circle cx="26" cy="16" r="3" />
    </g>
  ),
}

export function Shape({ state }: { state: Glance['state'] }) {
  return (
    <svg class="shape" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {OUTLINES[state]}
    </svg>
  )
}
