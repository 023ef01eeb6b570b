type Props = {
  since: number
  now: number
  usualMs: number
  label: string
  elapsed: string
  step: string | undefined
}

/** Long work: how long it has taken, what it is doing, how far it usually is. Said politely, step by step. */
export function Progress({ since, now, usualMs, label, elapsed, step }: Props) {
  const share = Math.min(0.97, Math.max(0, now - since) / usualMs)
  return (
    <div class="progress">
      <p class="progress-label">{label}</p>
      <progress max={1} value={share} aria-label={label} />
      <p class="hint">
        <span class="progress-time">{elapsed}</span>
      </p>
      {step !== undefined && <p role="status">{step}</p>}
    </div>
  )
}
