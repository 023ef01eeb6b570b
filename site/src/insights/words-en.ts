import type { InsightsWords } from './words-fr.ts'

import { HOURS_LEAST, HOURS_LEAST_DAYS, LIVES_LEAST } from '#core/insights.ts'

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
const openings = (count: number) => some(count, 'opening', 'openings')

export const en: InsightsWords = {
  choose: 'For which watch?',
  all: 'All watches',
  loading: 'Reading the history…',
  failed: 'The history cannot be read',
  trouble: {
    offline: 'You are offline. Check your connection, then try again.',
    unreachable: 'The relay does not answer. Try again in a few seconds.',
    slow: 'The relay did not answer in time. Try again in a moment.',
    'signed-out': 'The relay refuses. Reload the page.',
    refused: 'The relay refuses: this watch may no longer be public. Reload the page.',
    unreadable: 'This page does not understand the answer. Reload it: it may be too old.',
  },
  retry: 'Try again',
  empty: 'Not enough data yet: Vigie has not seen any opening so far. The first will appear here.',
  notYet: 'Not enough data yet.',
  table: 'See the numbers as a table',
  numbers: 'as numbers',
  day: 'Day',
  hour: 'Hour',
  count: 'Openings',
  time: 'Length',
  people: 'People',
  timeline: {
    title: 'The last 30 days',
    said: (total, days) =>
      total === 0
        ? 'No openings in the last 30 days.'
        : `${openings(total)} on ${some(days, 'day', 'different days')}, out of 30 days.`,
    most: (count, day) => `Most in one day: ${count}, on ${day}.`,
  },
  habit: {
    title: 'At what hour, on what day',
    zone: 'Paris time. The larger the square, the more openings there were.',
    hour: (from, count, all) =>
      `Most often between ${from}:00 and ${from + 1}:00: ${openings(count)} out of ${all}.`,
    noHour: 'No hour stands out from the others.',
    day: (weekday, count, all) => `The most frequent day is ${weekday}: ${openings(count)} out of ${all}.`,
    noDay: 'No day of the week stands out.',
    missing: (count, days) =>
      `To speak of a habit, at least ${HOURS_LEAST} openings over at least ${HOURS_LEAST_DAYS} days are needed. There are ${count}, over ${some(days, 'day', 'days')}. The drawing shows what was seen and predicts nothing.`,
    mark: (hour) => `${hour}:00`,
  },
  lives: {
    title: 'How long a seat stays',
    said: (median, count) =>
      `Every other time, the seat was gone in less than ${median} (${some(count, 'opening that has ended', 'openings that have ended')}).`,
    quartiles: (lower, upper) =>
      `One time in four in less than ${lower}; one time in four it stayed longer than ${upper}.`,
    missing: (count) =>
      `At least ${LIVES_LEAST} openings that have ended are needed. Vigie has seen ${count} in all, counting those that still last.`,
    names: {
      shortest: 'The shortest',
      lowerQuartile: 'A quarter in less than',
      median: 'Half in less than',
      upperQuartile: 'Three quarters in less than',
      longest: 'The longest',
    },
    reading: 'The box holds half of the lengths; the thick line is the middle.',
  },
  outcomes: {
    title: 'Who found a seat',
    said: (found, answered) =>
      `${some(found, 'person', 'people')} found a seat, out of ${some(answered, 'answer', 'answers')}.`,
    none: 'Not enough data yet: nobody has answered an alert so far.',
    only: 'Only answers that were given are counted, without names: others may have found a seat without saying so.',
    names: {
      'got-one': 'I have a seat',
      'too-late': 'Too late',
      'false-alarm': 'False alarm',
      seen: 'Seen, no other answer',
    },
  },
  honest:
    'Only openings that Vigie saw itself are counted, the last 1,000 at most. A length goes from the first to the last look that saw the seat.',
  visits: {
    title: 'Visitors this week',
    said: (week, today) =>
      `${some(week, 'visit', 'visits')} in 7 days, ${today} of them today. Counted without cookies or addresses.`,
    clicks: (count) => `${some(count, 'click', 'clicks')} to the Telegram bot since the beginning.`,
    count: 'Visits',
  },
}
