import type { AlertContent } from './alert.ts'
import type { How } from './how.ts'
import type { Note } from './verdict.ts'
import type { Locale } from './words.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { clockNear, clockTime, duration, relativeFrench } from './clock.ts'
import { HOW_MODES, HOW_WHYS } from './how.ts'
import { HOW_WORDS } from './how-words.ts'
import { oneLine } from './one-line.ts'
import { wordAlert, wordVerdict } from './wording.ts'
import { WORDS } from './words.ts'

/** 14:02:11 in Paris, in winter. */
const AT = Date.UTC(2026, 10, 20, 13, 2, 11)
const MINUTE = 60_000
const hours = (n: number) => n * 60 * MINUTE

const seat = { type: 'PMR', fingerprint: 'pmr', name: 'Place PMR', category: 'Borelli', price: '15,00 €' }
const opened: AlertContent = {
  kind: 'opened',
  watchId: 'w',
  releaseId: 'r',
  name: 'PSG – OM',
  url: 'https://billetterie.psg.fr/om',
  offers: [{ ...seat, quantity: 2, url: 'https://billetterie.psg.fr/om/pmr' }],
  seenAt: AT,
  seenBy: 'relay-browser',
}
const options = {
  now: AT,
  publicUrl: 'https://vigie.example',
  alertId: '1b2c3d4e-5f60-4000-8000-000000000000',
}
const say = (content: AlertContent, more: object = {}) => wordAlert(content, { ...options, ...more })

test('an opening says the seat first, then price, when and by whom, and leads there', () => {
  expect(say(opened)).toEqual({
    title: '2 places PMR : PSG – OM',
    lines: ['• Borelli, 15,00 €, 2 places', 'Vu à 14:02:11 par le navigateur du relais (alerte 1b2c3d4e).'],
    links: [
      { label: 'Ouvrir la billetterie', url: 'https://billetterie.psg.fr/om/pmr' },
      { label: 'État en direct', url: 'https://vigie.example/' },
    ],
  })
})

test('an opening in English', () => {
  const { title, lines } = say(opened, { locale: 'en' })
  expect([title, ...lines]).toEqual([
    '2 PMR seats: PSG – OM',
    '• Borelli, 15,00 €, 2 seats',
    "Seen at 14:02:11 by the relay's browser (alert 1b2c3d4e).",
  ])
})

test('what only people’s browsers see says how many they are, and how long ago it was', () => {
  const byTwo: AlertContent = { ...opened, seenBy: 'extension', devices: 2 }
  expect(say(byTwo, { now: AT + 40_000 }).lines.at(-1)).toBe(
    'Vu à 14:02:11 par 2 navigateurs, il y a 40 s (alerte 1b2c3d4e).',
  )
  expect(say(byTwo, { now: AT + 2 * MINUTE, locale: 'en' }).lines.at(-1)).toBe(
    'Seen at 14:02:11 by 2 browsers, 2 min ago (alert 1b2c3d4e).',
  )
})

test('what one browser of the operator’s own sees alone never reads like a seat that is sure', () => {
  const { watchId, name, url } = opened
  const about = { watchId, name, url, fingerprint: 'x', seenAt: AT }
  const said = say({ kind: 'look', ...about, seenBy: 'extension', devices: 1 }, { now: AT + 5000 })
  expect([said.title, ...said.lines]).toEqual([
    'Signalé, à confirmer : PSG – OM',
    'Un de vos navigateurs voit une place. Le relais ne voit pas cette page en ce moment.',
    WORDS.fr.lookNext,
    'Vu à 14:02:11 par 1 navigateur, il y a 5 s (alerte 1b2c3d4e).',
  ])
})

test('a message that leaves after the seat has gone says so, first in what a locked phone shows', () => {
  const late = { now: AT + 5 * MINUTE, closedAt: AT + 3 * MINUTE }
  const { title, lines } = say(opened, late)
  expect(title).toBe('Trop tard pour 2 places PMR : PSG – OM')
  expect(lines).toContain('Repéré à 14:02, parti depuis 14:05 (alerte 1b2c3d4e).')
  expect(say(opened, { ...late, locale: 'en' }).title).toBe('Too late for 2 PMR seats: PSG – OM')
})

test('a message that leaves on another day says on which one the seat was seen', () => {
  expect(say(opened, { now: AT + 24 * 60 * MINUTE }).lines[1]).toMatch(/^Vu à 14:02:11 le 20 novembre par/)
})

test('the clock is that of whoever reads it, also across midnight; Paris where nobody knows better', () => {
  const there = { timeZone: 'Indian/Reunion' }
  expect(say(opened, there).lines[1]).toMatch(/^Vu à 17:02:11 par/)
  const late = { ...there, now: AT + 8 * 60 * MINUTE, closedAt: AT + 7 * 60 * MINUTE }
  expect(say(opened, late).lines).toContain(
    'Repéré à 17:02 le 20 novembre, parti depuis 00:02 (alerte 1b2c3d4e).',
  )
  expect(say(opened, { timeZone: 'Mars/Olympus' }).lines[1]).toMatch(/^Vu à 14:02:11 par/)
})

test('a repeat says that it may be one', () => {
  expect(say(opened, { repeat: true }).lines.at(-1)).toBe('Rappel : ce message a peut-être déjà été reçu.')
  expect(say(opened).lines.join()).not.toContain('Rappel')
})

test('offers are counted as offers when the page does not say how many places', () => {
  const offers = [seat, { ...seat, type: 'Accompagnateur', fingerprint: 'b', quantity: 1 }]
  expect(say({ ...opened, offers }).title).toBe('2 offres PMR + Accompagnateur : PSG – OM')
})

test('many offers are cut short, and say how many are left out', () => {
  const offers = Array.from({ length: 11 }, (_, index) => ({ ...seat, fingerprint: String(index) }))
  expect(say({ ...opened, offers }).lines).toContain('et 3 autres offres')
})

test('several addresses lead to the page, a script address never', () => {
  const two = [
    { ...seat, url: 'https://a.fr/1' },
    { ...seat, url: 'https://a.fr/2' },
  ]
  expect(say({ ...opened, offers: two }).links[0]?.url).toBe(opened.url)
  expect(say({ ...opened, offers: [{ ...seat, url: 'javascript:alert(1)' }] }).links[0]?.url).toBe(opened.url)
})

test('a second seat says that it comes on top of the first', () => {
  const more: AlertContent = { ...opened, kind: 'more' }
  expect(say(more).title).toBe('Encore 2 places PMR : PSG – OM')
  expect(say(more).lines[1]).toBe('En plus de ce qui a déjà été signalé.')
  const { title, lines } = say(more, { locale: 'en' })
  expect([title, lines[1]]).toEqual([
    'Another beside: 2 PMR seats: PSG – OM',
    'On top of what was told before.',
  ])
})

test('something unclear asks to look, and never reads like a seat that is sure', () => {
  const look: AlertContent = {
    kind: 'look',
    watchId: 'w',
    name: 'PSG – OM',
    url: opened.url,
    fingerprint: 'x',
    detail: 'PMR\n(2)',
    notes: [{ kind: 'restricted', text: 'Nous contacter' }],
    seenAt: AT,
    seenBy: 'relay-browser',
  }
  const french = say(look)
  expect([french.title, ...french.lines]).toEqual([
    'À vérifier, aucune place confirmée : PSG – OM',
    'Quelque chose est apparu : « PMR (2) »',
    '• connexion ou justificatif demandé : « Nous contacter »',
    'Vigie ne sait pas dire si c’est une place. Jetez un œil ; si une place est sûre, une alerte sonore suivra.',
    'Vu à 14:02:11 par le navigateur du relais (alerte 1b2c3d4e).',
  ])
  expect(french.links[0]?.url).toBe(opened.url)
  expect(say({ ...look, detail: '' }, { locale: 'en' }).lines[0]).toBe('Something appeared on the page.')
})

test('an opening says what is to be known beside it, and nothing twice', () => {
  const offers = [{ ...seat, restricted: 'Sur justificatif' }]
  const notes: Note[] = [
    { kind: 'restricted', text: 'Sur justificatif' },
    { kind: 'quantity', text: '1 / 2' },
    { kind: 'date', text: 'reporté au\n12 mai' },
  ]
  expect(say({ ...opened, offers, notes }).lines.slice(0, 3)).toEqual([
    '• Borelli, 15,00 €, réservé : Sur justificatif',
    '• 1 place seulement, 2 demandées',
    '• autre date que celle attendue : « reporté au 12 mai »',
  ])
})

test('blindness says since when and why, sight for how long it was gone', () => {
  const about = { watchId: 'w', name: 'PSG – OM', url: opened.url, since: AT - 15 * MINUTE }
  const blind = say({ kind: 'blind', ...about, reason: 'queue' })
  expect([blind.title, blind.lines[0]]).toEqual([
    'Vigie ne voit plus : PSG – OM',
    "Depuis 13:47 : file d'attente.",
  ])
  const sighted = say({ kind: 'sighted', ...about, at: AT })
  expect([sighted.title, ...sighted.lines]).toEqual([
    'Vigie voit de nouveau : PSG – OM',
    'Depuis 14:02, après 15 min sans voir.',
  ])
})

test('still watching says for how long each watch could see, and never more than that', () => {
  const share = { watchId: 'w', name: 'PSG – OM', checks: 480 }
  const { lines } = say({
    kind: 'still-watching',
    from: AT - hours(8),
    to: AT,
    watches: [
      { ...share, sightedMs: hours(8), blindMs: 0 },
      { ...share, sightedMs: hours(7), blindMs: hours(1), reason: 'captcha' },
      { ...share, sightedMs: 0, blindMs: hours(8), reason: 'offline', checks: 1 },
    ],
  })
  expect(lines).toEqual([
    'De 06:02 à 14:02.',
    '• PSG – OM : vu tout du long, 480 vérifications.',
    '• PSG – OM : vu pendant 7 h, aveugle pendant 1 h (captcha), 480 vérifications.',
    '• PSG – OM : aveugle tout du long, 8 h (le site ne répond pas), 1 vérification.',
  ])
})

test('what could not be delivered says by which way and why', () => {
  const { title, lines } = say({
    kind: 'undeliverable',
    alertId: 'abcdef0123456',
    channel: 'telegram',
    outcome: 'refused',
    detail: '403 Forbidden: bot was blocked by the user',
  })
  expect(title).toBe('Une alerte n’a pas pu partir par Telegram')
  expect(lines).toEqual(['Raison : refusé (403 Forbidden: bot was blocked by the user) (alerte abcdef01).'])
})

test('verdicts in words', () => {
  expect(wordVerdict({ state: 'available', offers: [{ ...seat, quantity: 1 }] })).toBe('1 place PMR')
  const proof = { anchor: '.offers', kind: 'siblings', detail: '3 autres offres' } as const
  expect(wordVerdict({ state: 'none', proof })).toBe('Aucune place (vu : 3 autres offres)')
  expect(wordVerdict({ state: 'unknown', reason: 'queue' })).toBe("Impossible de voir (file d'attente)")
})

test('a verdict names what is to be known beside it', () => {
  const proof = { anchor: '.offers', kind: 'not-yet', detail: 'Ouverture le 12/12' } as const
  const notes: Note[] = [
    { kind: 'opensAt', text: 'Ouverture le 12/12' },
    { kind: 'opensAt', text: 'samedi à 10 h' },
    { kind: 'priceOver', text: '120 €' },
    { kind: 'partial', text: 'extension' },
    { kind: 'conflict', text: 'OutOfStock' },
  ]
  expect(wordVerdict({ state: 'none', proof, notes })).toBe(
    'Aucune place (vu : Ouverture le 12/12) ; vente annoncée : « samedi à 10 h » ; plus cher que le prix voulu : « 120 € » ; une extension ne peut pas voir la page ; la page se contredit : « OutOfStock »',
  )
  expect(
    wordVerdict(
      { state: 'unknown', reason: 'login', notes: [{ kind: 'partial', text: 'relay-fetch' }] },
      'en',
    ),
  ).toBe('Cannot see (sign-in required); the relay, which sees less, sees no seat')
})

test.each<[How, string, string]>([
  [
    { mode: 'learning', why: 'comparing', of: { done: 2, wanted: 3 }, patienceMs: 0 },
    'Encore en apprentissage (2 sur 3) : lue telle quelle et par un navigateur, pour comparer.',
    'Still learning (2 of 3): read as sent and by a browser, to compare.',
  ],
  [
    { mode: 'static', why: 'equal', of: { done: 3, wanted: 3 }, patienceMs: 0 },
    'Lue telle que le site l’envoie (3 fois comparée à un navigateur, 3 fois pareille).',
    'Read from the page as sent (proved equal to a browser’s 3 times).',
  ],
  [
    { mode: 'rendered', why: 'empty-html', patienceMs: 2500 },
    'Affichée par un navigateur, car le site l’envoie sans les offres. Vigie attend 2,5 s de calme avant de dire qu’il n’y a rien.',
    'Drawn by a browser, because the site sends it without the offers. Vigie waits for 2.5 s of calm before it says that there is nothing.',
  ],
  [
    { mode: 'static', why: 'wall', patienceMs: 0 },
    'Lue telle que le site l’envoie, car le navigateur est refusé.',
    'Read from the page as sent, because the browser is refused.',
  ],
])('how a page is read: %j', (how, french, inEnglish) => {
  expect(HOW_WORDS.fr(how)).toBe(french)
  expect(HOW_WORDS.en(how)).toBe(inEnglish)
})

test('every way and reason of reading has its sentence', () => {
  for (const locale of ['fr', 'en'] as const)
    for (const mode of HOW_MODES)
      for (const why of HOW_WHYS)
        expect(HOW_WORDS[locale]({ mode, why, patienceMs: 0 })).toMatch(/^[^ ][^{}]+[^ ]\.$/)
})

test('whatever a page writes stays on its line, well formed and bounded', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc.integer({ min: 1, max: 80 }),
      (text, most) => {
        const line = oneLine(text, most)
        expect(Array.from(line).length).toBeLessThanOrEqual(most)
        expect(line.isWellFormed()).toBe(true)
        expect(line).not.toMatch(/[\n\r\u2028\u2029\u202e\0]/)
      },
    ),
  )
  expect(oneLine('PSG\n\u202eOM  \t1', 20)).toBe('PSG OM 1')
})

test('the relative times of the bot before', () => {
  const times = [null, 0, 59_999, MINUTE, 119_999, 2 * MINUTE, 90 * MINUTE].map((ms) => relativeFrench(ms))
  expect(times).toEqual([
    'En attente...',
    "À l'instant",
    "À l'instant",
    'Il y a 1 min',
    'Il y a 1 min',
    'Il y a 2 min',
    'Il y a 90 min',
  ])
})

test('durations', () => {
  const said = [0, 59_999, MINUTE, 125 * MINUTE, 120 * MINUTE, 76 * 60 * MINUTE].map((ms) =>
    duration(ms, 'fr'),
  )
  expect(said).toEqual(['0 s', '59 s', '1 min', '2 h 05 min', '2 h', '3 j 4 h'])
})

test('clocks show Paris, summer and winter', () => {
  expect(clockTime(AT)).toBe('14:02:11')
  expect(clockTime(Date.UTC(2026, 6, 1, 22, 0, 0))).toBe('00:00:00')
  expect(clockNear(AT, { now: AT + 24 * 60 * MINUTE, locale: 'en' })).toBe('14:02 on 20 November')
})

test.each<Locale>(['fr', 'en'])('every word is there in %s', (locale) => {
  const empty = JSON.stringify(WORDS[locale], (_, value: unknown) => (value === '' ? 'EMPTY' : value))
  expect(empty).not.toContain('EMPTY')
  expect(Object.keys(WORDS[locale].reasons).toSorted()).toEqual(Object.keys(WORDS.fr.reasons).toSorted())
})
