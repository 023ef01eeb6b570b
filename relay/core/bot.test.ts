import type { BotEvent, Button, Scene } from './bot.ts'
import type { PublicWatch } from './status.ts'
import type { Subscriber } from './subscriber.ts'
import type { Press } from './bot-data.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { COMMANDS } from './bot.ts'
import { converse } from './bot-converse.ts'
import { DATA_MOST, readPress, writePress } from './bot-data.ts'
import { dayThere, hourThere, momentOf } from './bot-time.ts'
import { BOT_WORDS, localeOf } from './bot-words.ts'
import { FIRST_CHOICES } from './subscriber.ts'

const NOW = Date.parse('2026-11-20T13:00:00Z')
const ID = '2f1c8a4e-0000-4000-8000-00000000000'
const fr = BOT_WORDS.fr

const watch = (n: number): PublicWatch => ({
  id: `${ID}${n.toString(16)}`,
  name: `PSG – Match ${n}`,
  url: 'https://billetterie.psg.fr/om',
  verdict: { state: 'none', proof: { anchor: 'PSG', kind: 'sold-out', detail: 'Complet' } },
  lastCheckAt: NOW - 60_000,
  lastGoodCheckAt: NOW - 60_000,
  checks: 3,
  releases: 0,
  reporters: [],
  blindSince: null,
  openSince: null,
  checkSeconds: 60,
})
const watches = Array.from({ length: 11 }, (_, n) => watch(n))

const person: Subscriber = {
  ...FIRST_CHOICES,
  id: 'me',
  channel: 'telegram',
  address: '42',
  options: {},
  role: 'reader',
  state: 'active',
  disabledWhy: null,
  createdAt: 0,
  updatedAt: 0,
}
const scene: Scene = {
  now: NOW,
  person,
  isSecond: false,
  newId: 'new',
  first: FIRST_CHOICES,
  watches,
  mayChange: true,
  botName: 'vigie_bot',
  invitation: 'token',
  invitedBy: null,
}
const stranger: Scene = { ...scene, person: null }
const chat = { id: '42', kind: 'private' } as const

const command = (text: string, language: string | null = 'fr'): BotEvent => {
  const [name = '', ...rest] = text.split(' ')
  const known = COMMANDS.find((one) => one === name)
  if (known === undefined) throw new Error(`no command: ${name}`)
  return { type: 'command', chat, language, command: known, argument: rest.join(' ') }
}
const pressed = (press: Press | null): BotEvent => ({
  type: 'press',
  chat,
  language: 'fr',
  messageId: 7,
  press,
})

const say = (event: BotEvent, at: Scene = scene) => {
  const answer = converse(event, at)
  const [reply] = answer.replies
  const after = answer.changes.map((change) => change.subscriber).at(-1)
  return { ...answer, text: reply?.screen.text ?? '', rows: reply?.screen.rows ?? [], after }
}
const pressesOf = (rows: readonly Button[][]) =>
  rows.flat().flatMap((button) => ('press' in button ? [button.press] : []))

test('who starts gets every match, in the language of the app, and the buttons to choose fewer', () => {
  const { changes, text, rows } = say(command('start'), stranger)
  expect(changes).toEqual([
    { type: 'begin', subscriber: { ...person, id: 'new', address: '42', createdAt: NOW, updatedAt: NOW } },
  ])
  expect(text).toContain('tous les matchs (11 en ce moment)')
  expect(pressesOf(rows)).toContainEqual({ on: 'list', list: 'watches', page: 0 })
  const english = say(command('start', 'de'), stranger)
  expect(english.after?.locale).toBe('en')
  expect(english.text).toContain('all matches')
})

test('a link from the site preselects its match, and adds it for who chose others', () => {
  const id = watches[3]?.id ?? ''
  expect(say(command(`start w_${id}`), stranger).after?.watches).toEqual([id])
  expect(say(command(`start w_${id}`)).after?.watches).toBe('all')
  const other = watches[1]?.id ?? ''
  const few = { ...scene, person: { ...person, watches: [other] } }
  expect(say(command(`start w_${id}`), few).after?.watches).toEqual([other, id])
  const nobody = say(command('start w_nobody'), stranger)
  expect(nobody.text).toContain(fr.unknownMatch)
  expect(nobody.after?.watches).toEqual([])
})

test('a start takes a subscription that was cut off back to life', () => {
  const cut = { ...scene, person: { ...person, state: 'disabled' as const, disabledWhy: '403' } }
  const { after, text } = say(command('start'), cut)
  expect(after).toMatchObject({ state: 'active', disabledWhy: null })
  expect(text).toContain(fr.lines.disabled)
})

const open: PublicWatch = {
  ...watch(0),
  verdict: { state: 'available', offers: [{ type: 'PMR', fingerprint: 'f', name: 'PMR', quantity: 2 }] },
  openSince: NOW - 120_000,
}
const thereNow = `${fr.lines.openNow}\n\n🟢 PSG – Match 0\n2 places PMR, depuis 13:58`

test('who comes while a seat is there is told of it at once, and only of what they follow', () => {
  const now = { ...stranger, watches: [open, watch(1)] }
  const { text } = say(command('start'), now)
  expect(text).toContain(thereNow)
  expect(text).toContain(open.url)
  expect(say(command(`start w_${watches[1]?.id}`), now).text).not.toContain(fr.lines.openNow)
})

test('who ends a pause is told what came meanwhile and is still there', () => {
  const paused = { ...person, pausedUntil: NOW + 60_000 }
  const now = { ...scene, person: paused, watches: [open, watch(1)] }
  expect(say(command('reprendre'), now).text).toContain(thereNow)
  expect(say(pressed({ on: 'resume' }), now).text).toContain(thereNow)
  const other = { ...now, person: { ...paused, watches: [watch(1).id] } }
  expect(say(command('reprendre'), other).text).toBe(fr.resumed)
})

test('while alerts are cut off, every look at the settings says so', () => {
  const cut = { ...scene, person: { ...person, state: 'disabled' as const, disabledWhy: '403' } }
  expect(say(command('statut'), cut).text).toContain(fr.lines.cut)
  expect(say(pressed({ on: 'home' }), cut).text).toContain(fr.lines.cut)
  expect(say(command('start'), cut).text).not.toContain(fr.lines.cut)
})

test('matches are ticked one by one, eight a page', () => {
  const first = say(pressed({ on: 'list', list: 'watches', page: 0 }))
  expect(first.text).toContain('Page 1 sur 2')
  expect(pressesOf(first.rows).filter(({ on }) => on === 'choose')).toHaveLength(8)
  const second = say(pressed({ on: 'list', list: 'watches', page: 9 }))
  expect(pressesOf(second.rows).filter(({ on }) => on === 'choose')).toHaveLength(3)
  const one = pressesOf(first.rows).find(({ on }) => on === 'choose') ?? null
  const { after, replies } = say(pressed(one))
  expect(after?.watches).toEqual(watches.slice(1).map(({ id }) => id))
  expect(replies[0]).toMatchObject({ type: 'redraw', messageId: 7 })
  // The same press once more changes nothing more.
  expect(say(pressed(one), { ...scene, person: after ?? null }).after?.watches).toEqual(after?.watches)
  expect(say(pressed({ on: 'choose-all', page: 0, wanted: false })).after?.watches).toEqual([])
  expect(say(pressed({ on: 'choose', list: 'watches', page: 0, watchId: 'x', wanted: true })).notice).toBe(
    fr.tooOld,
  )
})

test('the state says each match in words and since when', () => {
  const open: PublicWatch = {
    ...watch(0),
    verdict: { state: 'available', offers: [{ type: 'PMR', fingerprint: 'f', name: 'PMR', quantity: 2 }] },
    openSince: NOW - 120_000,
  }
  const blind: PublicWatch = {
    ...watch(1),
    verdict: { state: 'unknown', reason: 'queue' },
    blindSince: NOW - 86_400_000,
  }
  const { text } = say(command('statut'), { ...scene, watches: [open, blind, watch(2)] })
  expect(text).toContain('🟢 PSG – Match 0\n2 places PMR, depuis 13:58, vérifié à 13:59')
  expect(text).toContain(
    "🟠 PSG – Match 1\nImpossible de voir (file d'attente), depuis le 19 novembre à 14:00",
  )
  expect(text).toContain('⚪ PSG – Match 2\nAucune place (vu : Complet), vérifié à 13:59')
})

test.each([
  ['pause demain', '2026-11-21T07:00:00Z'],
  ['pause 24 décembre', '2026-12-24T07:00:00Z'],
  ['pause 20/11 à 18h', '2026-11-20T17:00:00Z'],
])('/%s', (text, until) => {
  expect(say(command(text)).after?.pausedUntil).toBe(Date.parse(until))
})

test.each([
  // In La Réunion it is tomorrow already.
  ['pause demain', '2026-11-20T21:30:00Z', '2026-11-22T04:00:00Z'],
  ['pause 24/12 à 18h30', '2026-11-20T13:00:00Z', '2026-12-24T14:30:00Z'],
  // Their clock is never put back.
  ['pause 24 octobre 23:15', '2026-10-20T13:00:00Z', '2026-10-24T19:15:00Z'],
])('/%s follows the clock of who writes it', (text, now, until) => {
  const there = { ...scene, now: Date.parse(now), person: { ...person, timeZone: 'Indian/Reunion' } }
  expect(say(command(text), there).after?.pausedUntil).toBe(Date.parse(until))
})

test('a pause by buttons, and its end', () => {
  expect(say(command('pause hier soir')).text).toBe(fr.pauseUnread)
  const { rows } = say(command('pause'))
  expect(pressesOf(rows)).toContainEqual({ on: 'pause-until', day: '2026-11-21' })
  const paused = say(pressed({ on: 'pause-for', minutes: 60 }))
  expect(paused.after?.pausedUntil).toBe(NOW + 3_600_000)
  expect(paused.text).toContain('En pause jusqu’à 15:00')
  const then = { ...scene, person: paused.after ?? null }
  expect(say(command('statut'), then).text).toContain('En pause jusqu’à 15:00')
  expect(say(command('reprendre'), then).after?.pausedUntil).toBeNull()
  expect(say(command('reprendre')).text).toBe(fr.notPaused)
  expect(say(pressed({ on: 'pause-until', day: '2020-01-01' })).notice).toBe(fr.tooOld)
})

test('quiet hours: the usual ones, own ones, and what rings all the same', () => {
  expect(say(pressed({ on: 'quiet-set', from: 22, to: 7 })).after?.quiet).toEqual({
    from: '22:00',
    to: '07:00',
  })
  const { rows } = say(pressed({ on: 'quiet-to', from: 1 }))
  expect(pressesOf(rows)).toContainEqual({ on: 'quiet-set', from: 1, to: 23 })
  expect(pressesOf(rows)).not.toContainEqual({ on: 'quiet-set', from: 1, to: 1 })
  const id = watches[2]?.id ?? ''
  const night = { ...scene, person: { ...person, quiet: { from: '22:00', to: '07:00' } } }
  const always = say(pressed({ on: 'choose', list: 'always', page: 0, watchId: id, wanted: true }), night)
  expect(always.after).toMatchObject({ always: [id], watches: 'all' })
  expect(say(pressed({ on: 'quiet-off' }), night).after?.quiet).toBeNull()
})

test('the clock that counts is chosen by buttons or by name, and everything is said in its hours', () => {
  const { rows, text } = say(pressed({ on: 'zone' }))
  expect(text).toContain('Fuseau horaire : Paris (il y est 14:00)')
  expect(rows[0]?.map(({ label }) => label)).toEqual(['✅ Paris 14:00', 'Guadeloupe 09:00'])
  expect(pressesOf(rows)).toContainEqual({ on: 'zone-set', zone: 'Pacific/Noumea' })
  const there = say(pressed({ on: 'zone-set', zone: 'Indian/Reunion' }))
  expect(there.after?.timeZone).toBe('Indian/Reunion')
  expect(there.text).toContain('La Réunion (il y est 17:00)')
  const far = { ...scene, person: there.after ?? null }
  expect(say(command('statut'), far).text).toContain('État à 17:00')
  const typed = say(command('fuseau america/new york'))
  expect(typed.after?.timeZone).toBe('America/New_York')
  expect(typed.text).toContain('America/New York (il y est 08:00)')
  expect(say(command('fuseau Mars/Olympus'))).toMatchObject({ changes: [], text: fr.zoneUnread })
  expect(say(command('fuseau')).rows).toEqual(rows)
  expect(say(command('fuseau'), stranger).text).toBe(fr.stranger)
})

test('who is only a second person is told that, not that no alert will come', () => {
  const second: Scene = { ...scene, isSecond: true, person: { ...person, watches: [] } }
  for (const { text } of [
    say(command('start'), second),
    say(command('statut'), second),
    say(pressed({ on: 'home' }), second),
    say(pressed({ on: 'list', list: 'watches', page: 0 }), second),
  ]) {
    expect(text).toContain('Vous êtes la deuxième personne de quelqu’un')
    expect(text).not.toContain(fr.followsNone)
    expect(text).not.toContain(fr.statusNone)
  }
  const both = { ...second, person: { ...person, watches: [watches[0]?.id ?? ''] } }
  expect(say(pressed({ on: 'home' }), both).text).toContain('Vous suivez 1 match.')
})

test('who asked by another channel gets no message of the bot: their address is no chat', () => {
  const mail = { ...person, id: 'first', channel: 'email' as const, address: 'a@b.fr' }
  const { replies, changes } = say(pressed({ on: 'accept', token: 'token' }), {
    ...stranger,
    invitedBy: mail,
  })
  expect(changes.at(-1)).toMatchObject({ type: 'change', subscriber: { id: 'first', escalateTo: 'new' } })
  expect(replies).toMatchObject([{ type: 'redraw', chatId: '42' }])
})

test('a second person is asked by a link, and kept only when they accept', () => {
  const { text } = say(pressed({ on: 'invite' }))
  expect(text).toContain('https://t.me/vigie_bot?start=e_token')
  const theirs: Scene = { ...stranger, invitedBy: { ...person, id: 'first', address: '7' } }
  const opened = say(command('start e_token'), theirs)
  expect(opened.changes).toEqual([])
  expect(pressesOf(opened.rows)).toEqual([{ on: 'accept', token: 'token' }, { on: 'refuse' }])
  const { changes, replies } = say(pressed({ on: 'accept', token: 'token' }), theirs)
  expect(changes).toMatchObject([
    { type: 'begin', subscriber: { id: 'new', watches: [] } },
    { type: 'change', subscriber: { id: 'first', escalateTo: 'new' } },
  ])
  expect(replies[1]).toMatchObject({ chatId: '7', screen: { text: fr.invitationKeptTold } })
  expect(say(command('start e_token'), stranger).text).toBe(fr.invitationOver)
  expect(say(command('start e_token'), { ...scene, invitedBy: person }).text).toBe(fr.invitationOwn)
  const on = { ...scene, person: { ...person, escalateTo: 'x' } }
  expect(say(pressed({ on: 'unescalate' }), on).after?.escalateTo).toBeNull()
})

test('/stop erases and says so; the chat of the configuration stays', () => {
  expect(say(command('stop'))).toMatchObject({ changes: [{ type: 'erase' }], text: fr.erased })
  expect(say(command('stop'), stranger)).toMatchObject({ changes: [], text: fr.nothingToErase })
  const operator = { ...scene, person: { ...person, role: 'operator' as const } }
  expect(say(command('stop'), operator)).toMatchObject({ changes: [], text: fr.operatorKept })
})

test('who may not change anything in a group changes nothing', () => {
  const guest = { ...scene, mayChange: false }
  for (const text of ['start', 'stop', 'pause demain', 'reprendre'])
    expect(say(command(text), guest)).toMatchObject({ changes: [], text: fr.adminsOnly })
  expect(say(pressed({ on: 'quiet-off' }), guest)).toMatchObject({
    changes: [],
    notice: fr.adminsOnly,
    replies: [],
  })
  expect(say(command('statut'), guest).text).toContain('État à')
})

test('blocked, thrown out, moved', () => {
  const left = { type: 'left', chat, language: null } as const
  expect(say(left).changes).toMatchObject([{ type: 'erase' }])
  expect(say(left, stranger).changes).toEqual([])
  expect(say({ type: 'moved', chat, language: null, to: '-1009' }).changes).toMatchObject([
    { type: 'move', to: '-1009' },
  ])
})

test('every button fits, is read back as it was written, and nothing else is read', () => {
  const screens = [
    say(command('start')),
    say(command('pause')),
    ...(['quiet', 'loudness', 'escalation', 'status', 'quiet-from', 'zone'] as const).map((on) =>
      say(pressed({ on })),
    ),
    say(pressed({ on: 'list', list: 'watches', page: 0 })),
    say(pressed({ on: 'list', list: 'always', page: 1 })),
    say(pressed({ on: 'quiet-to', from: 22 })),
  ]
  const presses = [
    ...screens.flatMap(({ rows }) => pressesOf(rows)),
    { on: 'answer', alertId: `${ID}1`, answer: 'too-late' } as const,
    { on: 'accept', token: 'x'.repeat(32) } as const,
    { on: 'zone-set', zone: 'America/Argentina/ComodRivadavia' } as const,
  ]
  expect(presses.length).toBeGreaterThan(60)
  for (const press of presses) {
    expect(new TextEncoder().encode(writePress(press)).length).toBeLessThanOrEqual(DATA_MOST)
    expect(readPress(writePress(press))).toEqual(press)
  }
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (data) => {
      const press = readPress(data)
      if (press !== null) expect(writePress(press)).toBe(data)
    }),
  )
  for (const data of [
    '',
    'a:x:1',
    'a:g:',
    'w:1:2:x',
    'constructor',
    'qs:7:7',
    'zs:Mars/Olympus',
    'zs:',
    'zs:europe/paris',
    'pd:2026',
    'g:de',
    'h:1',
  ])
    expect(readPress(data)).toBeNull()
  expect(say(pressed(null)).notice).toBe(fr.tooOld)
})

test('hours on the wall, through the change of clocks', () => {
  const paris = { timeZone: 'Europe/Paris' }
  expect(hourThere('2026-03-29', 8, paris)).toBe(Date.parse('2026-03-29T06:00:00Z'))
  expect(hourThere('2026-10-25', 8, paris)).toBe(Date.parse('2026-10-25T07:00:00Z'))
  expect(hourThere('2026-13-45', 8, paris)).toBeNull()
  expect(hourThere('2026-11-21', 8, { timeZone: 'America/New_York' })).toBe(
    Date.parse('2026-11-21T13:00:00Z'),
  )
  expect(dayThere(Date.parse('2026-11-20T23:30:00Z'), paris)).toBe('2026-11-21')
  expect(momentOf(NOW, { now: NOW + 86_400_000, locale: 'en', ...paris })).toEqual({
    day: '20 November',
    time: '14:00',
  })
})

test('the languages say as much as each other', () => {
  expect(Object.keys(BOT_WORDS.en)).toEqual(Object.keys(fr))
  expect([localeOf('fr-BE'), localeOf('en'), localeOf('es'), localeOf(null)]).toEqual([
    'fr',
    'en',
    'en',
    'fr',
  ])
})
