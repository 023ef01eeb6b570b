import type { Screen } from './bot.ts'
import type { Drawn } from './bot-drawn.ts'

import { back, press, wordsOf } from './bot-drawn.ts'
import { clockHour, dayThere, momentOf, shortDay } from './bot-time.ts'
import { LOUDNESSES, isPaused } from './subscriber.ts'
import { COMMON_ZONES } from './time-zones.ts'

const PAUSE_DAYS = 8
/** For how long a link for a second person counts, hours. */
export const INVITATION_HOURS = 48

/** For how long to be silent. */
export function pauseScreen({ person, scene }: Drawn): Screen {
  const words = wordsOf(person)
  const { buttons } = words
  const days = Array.from({ length: PAUSE_DAYS }, (_, n) => dayThere(scene.now, { ...person, plus: n + 2 }))
  const labels = days.map((day) => press(shortDay(day, person.locale), { on: 'pause-until', day }))
  const tomorrow = dayThere(scene.now, { ...person, plus: 1 })
  return {
    text: words.pauseAsk,
    rows: [
      [
        press(buttons.hour, { on: 'pause-for', minutes: 60 }),
        press(buttons.morning, { on: 'pause-until', day: tomorrow }),
      ],
      labels.slice(0, PAUSE_DAYS / 2),
      labels.slice(PAUSE_DAYS / 2),
      [...(isPaused(person, scene.now) ? [press(buttons.resume, { on: 'resume' })] : []), back(words)],
    ],
  }
}

/** That it is silent until then, and the way back. */
export function pausedScreen({ person, scene }: Drawn): Screen {
  const words = wordsOf(person)
  const until = momentOf(person.pausedUntil ?? scene.now, { ...person, now: scene.now })
  return {
    text: words.paused(until),
    rows: [[press(words.buttons.resume, { on: 'resume' }), back(words)]],
  }
}

const USUAL_NIGHTS = [
  [22, 7],
  [23, 8],
] as const

export function quietScreen({ person }: Drawn): Screen {
  const words = wordsOf(person)
  const { buttons } = words
  const { quiet } = person
  const span = quiet === null ? words.quietOff : words.quietSpan(quiet.from, quiet.to)
  const nights = USUAL_NIGHTS.map(([from, to]) =>
    press(words.quietSpan(clockHour(from), clockHour(to)), { on: 'quiet-set', from, to }),
  )
  return {
    text: [words.quietAsk, words.lines.quiet(span)].join('\n'),
    rows: [
      nights,
      [press(buttons.own, { on: 'quiet-from' }), press(buttons.off, { on: 'quiet-off' })],
      ...(quiet === null ? [] : [[press(buttons.always, { on: 'list', list: 'always', page: 0 })]]),
      [back(words)],
    ],
  }
}

/** Every hour of the day but `from`, six a row. */
export function hoursScreen({ person }: Drawn, from: number | null): Screen {
  const words = wordsOf(person)
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => hour !== from)
  const keys = hours.map((hour) =>
    press(
      clockHour(hour),
      from === null ? { on: 'quiet-to', from: hour } : { on: 'quiet-set', from, to: hour },
    ),
  )
  const rows = Array.from({ length: 4 }, (_, row) => keys.slice(row * 6, row * 6 + 6))
  return {
    text: from === null ? words.quietFrom : words.quietTo(clockHour(from)),
    rows: [...rows, [press(words.buttons.back, { on: 'quiet' })]],
  }
}

export function loudnessScreen({ person }: Drawn): Screen {
  const words = wordsOf(person)
  const choices = LOUDNESSES.map((loudness) => [
    press(`${loudness === person.loudness ? '✅' : '▫️'} ${words.loudness[loudness]}`, {
      on: 'loudness-set',
      loudness,
    }),
  ])
  return { text: words.loudnessAsk, rows: [...choices, [back(words)]] }
}

/** A second person: the way to ask one, or to let them go. `link`: made just now. */
export function escalationScreen({ person }: Drawn, link: string | null = null): Screen {
  const words = wordsOf(person)
  const { buttons } = words
  const has = person.escalateTo !== null
  return {
    text: [
      has ? words.escalationOn : words.escalationAsk,
      ...(link === null ? [] : [words.escalationLink(link, INVITATION_HOURS)]),
    ].join('\n\n'),
    rows: [
      [
        press(buttons.invite, { on: 'invite' }),
        ...(has ? [press(buttons.remove, { on: 'unescalate' })] : []),
      ],
      [back(words)],
    ],
  }
}

/** Whose clock counts: the usual places with the time there, two a row; any other is typed. */
export function zoneScreen({ person, scene }: Drawn): Screen {
  const words = wordsOf(person)
  const keys = COMMON_ZONES.map((zone) => {
    const { time } = momentOf(scene.now, { now: scene.now, locale: person.locale, timeZone: zone })
    const label = `${zone === person.timeZone ? '✅ ' : ''}${words.zones[zone]} ${time}`
    return press(label, { on: 'zone-set', zone })
  })
  const rows = Array.from({ length: Math.ceil(keys.length / 2) }, (_, n) => keys.slice(2 * n, 2 * n + 2))
  return {
    text: [words.zoneAsk, wordZone({ person, scene })].join('\n\n'),
    rows: [...rows, [back(words)]],
  }
}

/** The place that somebody's clock is of, and what it says now. */
export function wordZone({ person, scene }: Drawn): string {
  const { lines, zones } = wordsOf(person)
  const common = COMMON_ZONES.find((zone) => zone === person.timeZone)
  const place = common === undefined ? person.timeZone.replaceAll('_', ' ') : zones[common]
  return lines.zone(place, momentOf(scene.now, { ...person, now: scene.now }).time)
}
