import { oneLine } from './one-line.ts'

/** One opening as calendars show it. Epoch ms; `endedAt` is `null` while it lasts. */
export type CalendarEvent = {
  id: string
  beganAt: number
  endedAt: number | null
  /** When it last changed. */
  changedAt: number
  title: string
  description: string
  /** Absolute http(s) address. */
  url: string
}

export type Calendar = { name: string; description: string; host: string; events: readonly CalendarEvent[] }

const LINE_MOST = 75

/**
 * iCalendar (RFC 5545): lines end in CRLF and are folded at 75 octets (3.1), text is escaped (3.3.11). Openings take
 * no time of anybody's: they are transparent.
 */
export function calendarText({ name, description, host, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vigie//Openings//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `DESCRIPTION:${escaped(description)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...events.flatMap((event) => eventLines(event, host)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: CalendarEvent, host: string): string[] {
  const { id, beganAt, endedAt, changedAt, title, description, url } = event
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(`${id}@${host}`)}`,
    `DTSTAMP:${stamp(changedAt)}`,
    `DTSTART:${stamp(beganAt)}`,
    ...(endedAt === null ? [] : [`DTEND:${stamp(Math.max(endedAt, beganAt + 1000))}`]),
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description)}`,
    ...(/^https?:\/\/[^\s]+$/.test(url) ? [`URL:${url}`] : []),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** `20261120T131415Z`. */
const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

function escaped(text: string): string {
  return text
    .split('\n')
    .map((line) => oneLine(line, 300).replace(/[\\;,]/g, (sign) => `\\${sign}`))
    .join('\\n')
}

/** No character is cut in two; what goes on begins with a space, which counts. */
function folded(line: string): string {
  let [text, room] = ['', LINE_MOST]
  for (const point of line) {
    const size = octetsOf(point)
    if (size > room) {
      text += '\r\n '
      room = LINE_MOST - 1
    }
    text += point
    room -= size
  }
  return text
}

/** In UTF-8. */
function octetsOf(point: string): number {
  const code = point.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
