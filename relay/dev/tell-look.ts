import type { Observation, OfferRow } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { LookWords } from './look-words.ts'

import { NOTE_WORDS } from '#core/note-words.ts'
import { REASON_WORDS } from '#core/reason-words.ts'

/** One check, told in lines. */
export function tellLook(words: LookWords, observation: Observation, verdict: Verdict): string[] {
  const { page, status, failure, rendered, chain } = observation
  const title = page === null || page.title === '' ? '' : ` ${words.quote(page.title)}`
  return [
    `${words.verdict[verdict.state]} (${words.how(rendered)})`,
    ...tellVerdict(words, verdict),
    ...(verdict.notes ?? []).map((note) =>
      words.said(words.note, NOTE_WORDS[words.language](note, verdict.state)),
    ),
    words.said(words.seen, `${status ?? '-'} ${chain.join(' → ')}${title}`),
    ...(failure === null ? [] : [words.said(words.failed, `${failure.kind}, ${failure.detail}`)]),
    ...(page === null ? [] : tellPage(words, page)),
    words.said(words.times, timesOf(words, observation)),
  ].map(printable)
}

function tellPage(words: LookWords, page: NonNullable<Observation['page']>): string[] {
  const { anchor, area, settle } = page
  const rows = page.targets.map((row) => `\n  - ${tellRow(words, row)}`)
  const siblings = page.siblings.map(({ type, count }) => `${type} × ${count}`)
  const walls = page.walls.map(
    ({ reason, vendor, grade, marker }) => `${reason} (${vendor}, ${words.grades[grade]} : ${marker})`,
  )
  const waited = [words.settles[settle.state], `${settle.waitedMs} ms`]
  if (settle.scrollSteps > 0) waited.push(words.scrolled(settle.scrollSteps))
  return [
    words.said(
      words.anchor,
      anchor === null ? words.nothing : `${words.anchors[anchor.kind]}, ${anchor.value}`,
    ),
    words.said(
      words.area,
      area.state === 'readable'
        ? words.areas.readable
        : [words.areas[area.state], area.detail].filter(Boolean).join(', '),
    ),
    words.said(words.targets, `${page.targetCount}${rows.join('')}`),
    words.said(words.siblings, siblings.join(', ') || words.nothing),
    words.said(words.walls, walls.join(', ') || words.nothing),
    words.said(words.settle, waited.join(', ')),
  ]
}

function tellRow(words: LookWords, row: OfferRow): string {
  const state = [words.drawn[row.drawn], row.hiddenBy, words.places[row.place]].filter(Boolean).join(', ')
  return `${row.path} ${words.quote(row.text)} ${row.price === null ? '' : `${row.price} `}[${state}]`
}

function timesOf(words: LookWords, { phases, durationMs }: Observation): string {
  const times = Object.entries(phases).map(
    ([name, ms]) => `${words.phases[name] ?? name} ${Math.round(ms)} ms`,
  )
  return [...times, `${words.total} ${Math.round(durationMs)} ms`].join(', ')
}

function tellVerdict(words: LookWords, verdict: Verdict): string[] {
  switch (verdict.state) {
    case 'available':
      return verdict.offers.map(({ name, price, quantity, url, restricted }) =>
        ['  •', name, price, quantity && `× ${quantity}`, restricted && `(${restricted})`, url]
          .filter(Boolean)
          .join(' '),
      )
    case 'none': {
      const { kind, detail, anchor } = verdict.proof
      return [words.said(words.proof, `${words.proofs[kind]} (${detail}) [${anchor}]`)]
    }
    case 'unknown':
      return [
        `${REASON_WORDS[words.language][verdict.reason]} (${verdict.reason}${verdict.detail ? `: ${verdict.detail}` : ''})`,
      ]
  }
}

/** Page text never moves the terminal's cursor. */
const printable = (line: string): string =>
  line.replace(/[\p{Cc}\p{Cf}]/gu, (char) => (char === '\n' ? char : ' '))
