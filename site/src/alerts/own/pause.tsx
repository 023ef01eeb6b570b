import type { Own } from '../models/own.ts'
import type { Subscription } from '#core/subscription.ts'

import { useApp } from '../../context.ts'
import { useAlertsWords } from '../locales/words.ts'

const HOUR = 3_600_000

/** A pause is one press, and so is its end. */
export function Pause({ own, subscription }: { own: Own; subscription: Subscription }) {
  const { clock, choice } = useApp()
  const { pause } = useAlertsWords().own
  const { pausedUntil, timeZone } = subscription
  const isPaused = pausedUntil !== null && pausedUntil > clock.now.value
  const format = new Intl.DateTimeFormat(choice.words.value.locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  })
  const set = (ms: number | null) =>
    void own.change({ pausedUntil: ms === null ? null : clock.now.value + ms })
  const lengths = [
    { ms: HOUR, text: pause.hours(1) },
    { ms: 4 * HOUR, text: pause.hours(4) },
    { ms: 24 * HOUR, text: pause.day },
    { ms: 7 * 24 * HOUR, text: pause.week },
  ]
  return (
    <section class="card" aria-labelledby="own-pause">
      <h2 id="own-pause">{pause.title}</h2>
      <p role="status">{isPaused ? pause.until(format.format(pausedUntil)) : pause.none}</p>
      <div class="buttons">
        {isPaused ? (
          <button type="button" class="button button-main" onClick={() => set(null)}>
            {pause.end}
          </button>
        ) : (
          lengths.map(({ ms, text }) => (
            <button type="button" class="button" onClick={() => set(ms)} key={ms}>
              {text}
            </button>
          ))
        )}
      </div>
    </section>
  )
}
