import type { Observation } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'

import { REASON_WORDS } from '#core/reason-words.ts'

/** What `npm run look` says, French first. */
const french = {
  language: 'fr' as 'fr' | 'en',
  usage: [
    'Usage : npm run look -- <adresse | fichier.html> [--selector css] [--anchor css] [--event "mots"] [--label "mots"]',
    '        [--static] [--json]   et pour un fichier : [--url adresse] [--status 403] [--header nom:valeur]',
    'Code de sortie : 0 des places, 1 rien, 3 on ne sait pas, 2 usage.',
  ],
  unreadable: (path: string, why: string) => `${path} : lecture impossible (${why}).`,
  notAnAddress: (given: string) => `${given} : une adresse http(s) ou un fichier .html est attendu.`,
  badStatus: (given: string) => `--status : un nombre de 200 à 599 est attendu, pas « ${given} ».`,
  badHeader: (given: string) => `--header : nom:valeur est attendu, pas « ${given} ».`,
  onlyForFiles: '--status, --header et --url ne servent que pour un fichier.',
  noBrowser: 'aucun navigateur trouvé : la page est lue telle quelle',
  verdict: { available: 'DES PLACES', none: 'RIEN', unknown: 'ON NE SAIT PAS' },
  how: (rendered: boolean): string => (rendered ? 'dans un navigateur' : 'telle qu’envoyée, sans navigateur'),
  seen: 'Vu',
  proof: 'Preuve',
  anchor: 'Repère',
  area: 'Zone des offres',
  targets: 'Lignes cherchées',
  siblings: 'Autres offres',
  walls: 'Signes de mur',
  settle: 'Attente',
  times: 'Durées',
  nothing: 'rien',
}

const english: typeof french = {
  language: 'en',
  usage: [
    'Usage: npm run look -- <address | file.html> [--selector css] [--anchor css] [--event "words"] [--label "words"]',
    '       [--static] [--json]   and for a file: [--url address] [--status 403] [--header name:value]',
    'Exit code: 0 seats, 1 none, 3 cannot tell, 2 usage.',
  ],
  unreadable: (path, why) => `${path}: cannot be read (${why}).`,
  notAnAddress: (given) => `${given}: an http(s) address or an .html file is expected.`,
  badStatus: (given) => `--status: a number from 200 to 599 is expected, not "${given}".`,
  badHeader: (given) => `--header: name:value is expected, not "${given}".`,
  onlyForFiles: '--status, --header and --url are for files only.',
  noBrowser: 'no browser found: the page is read as sent',
  verdict: { available: 'SEATS', none: 'NONE', unknown: 'CANNOT TELL' },
  how: (rendered) => (rendered ? 'in a browser' : 'as sent, without a browser'),
  seen: 'Seen',
  proof: 'Proof',
  anchor: 'Anchor',
  area: 'Offers area',
  targets: 'Rows looked for',
  siblings: 'Other offers',
  walls: 'Signs of walls',
  settle: 'Waiting',
  times: 'Times',
  nothing: 'nothing',
}

export type LookWords = typeof french

/** The terminal's own language decides: French when it says so, else English. */
export function lookWords(env: NodeJS.ProcessEnv): LookWords {
  const language = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((text) => (text ?? '') !== '')
  return language?.toLowerCase().startsWith('fr') ? french : english
}

/** One check, told in lines. */
export function tellLook(words: LookWords, observation: Observation, verdict: Verdict): string[] {
  const { page, status, failure, rendered, chain, phases, durationMs } = observation
  const lines = [`${words.verdict[verdict.state]} (${words.how(rendered)})`, ...tellVerdict(words, verdict)]
  lines.push(`${words.seen}: ${status ?? '-'} ${chain.join(' → ')}${page === null ? '' : ` "${page.title}"`}`)
  if (failure !== null) lines.push(`! ${failure.kind}: ${failure.detail}`)
  if (page !== null) {
    const rows = page.targets.map(
      (row) =>
        `\n  - ${row.path}: "${row.text}" ${row.price ?? ''} [${row.drawn}${row.hiddenBy ? `: ${row.hiddenBy}` : ''}, ${row.place}]`,
    )
    const siblings = page.siblings.map(({ type, count }) => `${type} × ${count}`)
    const walls = page.walls.map((mark) => `${mark.reason} (${mark.vendor}, ${mark.grade}: ${mark.marker})`)
    lines.push(
      `${words.anchor}: ${page.anchor === null ? words.nothing : `${page.anchor.kind}: ${page.anchor.value}`}`,
      `${words.area}: ${page.area.state} ${page.area.detail}`,
      `${words.targets}: ${page.targetCount}${rows.join('')}`,
      `${words.siblings}: ${siblings.join(', ') || words.nothing}`,
      `${words.walls}: ${walls.join(', ') || words.nothing}`,
      `${words.settle}: ${page.settle.state}, ${page.settle.waitedMs} ms, ${page.settle.scrollSteps} ↓`,
    )
  }
  const times = Object.entries(phases).map(([name, ms]) => `${name} ${Math.round(ms)} ms`)
  return [...lines, `${words.times}: ${[...times, `= ${Math.round(durationMs)} ms`].join(', ')}`].map(
    printable,
  )
}

function tellVerdict(words: LookWords, verdict: Verdict): string[] {
  switch (verdict.state) {
    case 'available':
      return verdict.offers.map(({ name, price, quantity, url, restricted }) =>
        ['  •', name, price, quantity && `× ${quantity}`, restricted && `(${restricted})`, url]
          .filter(Boolean)
          .join(' '),
      )
    case 'none':
      return [`${words.proof}: ${verdict.proof.kind}, ${verdict.proof.detail} [${verdict.proof.anchor}]`]
    case 'unknown':
      return [
        `${REASON_WORDS[words.language][verdict.reason]} (${verdict.reason}${verdict.detail ? `: ${verdict.detail}` : ''})`,
      ]
  }
}

/** Page text never moves the terminal's cursor. */
const printable = (line: string): string =>
  line.replace(/[\p{Cc}\p{Cf}]/gu, (char) => (char === '\n' ? char : ' '))
