import type { LogLevel } from '#core/status.ts'

/** One outline per level, so that none is told by colour alone. */
const OUTLINES: Record<LogLevel, preact.JSX.Element> = {
  success: (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" />
      <path class="log-mark-inside" d="m7.500 12.500 3 3 6-7" />
    </>
  ),
  error: (
    <>
      <path d="M7.500 2h9L22 7.500v9L16.500 22h-9L2 16.500v-9z" fill="currentColor" />
      <path class="log-mark-inside" d="m8.500 8.500 7 7m0-7-7 7" />
    </>
  ),
  warning: (
    <>
      <path d="M12 2.500 23 21.500H1z" fill="currentColor" />
      <path class="log-mark-inside" d="M12 9.500v5m0 3v.5" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2" />
      <path
        d="M12 11v6m0-10v.5"
        fill="none"
        stroke="currentColor"
        stroke-width="2.500"
        stroke-linecap="round"
      />
    </>
  ),
}

export function LevelMark({ level }: { level: LogLevel }) {
  return (
    <svg class={`log-mark log-mark-${level}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {OUTLINES[level]}
    </svg>
  )
}
