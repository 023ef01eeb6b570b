import { describe, expect, test } from 'vitest'

import type { PageFacts } from '#core/observation.ts'
import type { Memory } from './memory.ts'
import type { Ground } from './rung.ts'

import { countHints, isInertHtml } from '#readers/inert.ts'
import { readStatic } from '#readers/static-document.ts'

import { GENERAL, HOSPITALITY, MATCH_URL, PMR_OPEN, psgPage } from '../../../relay/test/psg-page.ts'
import { learnDrawn, learnPassed, learnSent, learnWall, vouches, whyNoProof } from './learn.ts'
import { FRESH, readMemory, writeMemory } from './memory.ts'
import { chooseRung } from './rung.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = 1_795_000_000_000

const SCRIPTED = '<script src="/app.js"></script>'
const sentOf = (html: string, at: number) => ({
  page: readStatic(html, { url: MATCH_URL }),
  inert: isInertHtml(html),
  hints: countHints(html),
  hash: html,
  at,
})
/** What a browser would read of the same page. */
const drawnOf = (html: string): PageFacts => readStatic(html, { url: MATCH_URL })

const PAGE = psgPage({ head: SCRIPTED })
const OPEN = psgPage({ head: SCRIPTED, offers: `${GENERAL}${HOSPITALITY}${PMR_OPEN}` })
const SHELL = `<!doctype html><html><head>${SCRIPTED}</head><body><div id="root"></div></body></html>`

const shut = (at: number) => ({ at, open: false })
const seat = (at: number) => ({ at, open: true })

const proven = (at = NOON): Memory =>
  learnDrawn(learnSent(FRESH, sentOf(PAGE, at - MINUTE)), drawnOf(PAGE), shut(at))

describe('what the page as sent may prove', () => {
  test('nothing before a look that draws has shown the same', () => {
    expect(whyNoProof(learnSent(FRESH, sentOf(PAGE, NOON)), false, NOON)).toContain('as drawn')
  })

  test('that nothing is there, for a day after a look that draws agreed', () => {
    const memory = proven()
    expect(memory).toMatchObject({ mode: 'static', why: 'equal', agreedAt: NOON })
    expect(whyNoProof(memory, false, NOON + 23 * HOUR)).toBeNull()
    expect(whyNoProof(memory, false, NOON + 25 * HOUR)).toContain('a day')
  })

  test('whichever of the two was read first', () => {
    const memory = learnSent(learnDrawn(FRESH, drawnOf(PAGE), shut(NOON)), sentOf(PAGE, NOON + MINUTE))
    expect(whyNoProof(memory, false, NOON + MINUTE)).toBeNull()
  })

  test('nothing when the two are too far apart: seats come and go between', () => {
    const memory = learnSent(learnDrawn(FRESH, drawnOf(PAGE), shut(NOON)), sentOf(PAGE, NOON + 3 * MINUTE))
    expect(whyNoProof(memory, false, NOON + 3 * MINUTE)).toContain('as drawn')
  })

  test('nothing when they differ', () => {
    const more = psgPage({ head: SCRIPTED, offers: `${GENERAL}${HOSPITALITY}${GENERAL}` })
    let memory = proven()
    for (let n = 1; n <= 3; n += 1) {
      memory = learnDrawn(
        learnSent(memory, sentOf(PAGE, NOON + n * MINUTE)),
        drawnOf(more),
        shut(NOON + n * MINUTE),
      )
      expect(whyNoProof(memory, false, NOON + n * MINUTE)).not.toBeNull()
    }
    // Once or twice may be a seat that came or went between them; it goes on.
    expect(memory).toMatchObject({ mode: 'rendered', why: 'differs' })
  })

  test('nothing in another layout, until it is seen drawn again', () => {
    const other = psgPage({ head: SCRIPTED, heading: '<h1>Paris SG - Lille</h1>' })
    const changed = learnSent(proven(), sentOf(other, NOON + 5 * MINUTE))
    expect(changed).toMatchObject({ mode: 'learning', why: 'layout-changed' })
    expect(whyNoProof(changed, false, NOON + 5 * MINUTE)).not.toBeNull()
    const again = learnDrawn(changed, drawnOf(other), shut(NOON + 6 * MINUTE))
    expect(whyNoProof(again, false, NOON + 6 * MINUTE)).toBeNull()
  })

  test('nothing when the word for such seats comes into its scripts', () => {
    const hinted = psgPage({ head: `${SCRIPTED}<script>var next = "PMR"</script>` })
    const memory = learnSent(proven(), sentOf(hinted, NOON + MINUTE))
    expect(whyNoProof(memory, false, NOON + MINUTE)).toContain('words for such seats')
  })

  test('nothing after a look that draws saw a seat, until both ways were compared again', () => {
    const opened = learnDrawn(proven(), drawnOf(OPEN), seat(NOON + 10 * MINUTE))
    const later = NOON + 20 * MINUTE
    expect(whyNoProof(learnSent(opened, sentOf(PAGE, later)), false, later)).toContain('a seat was seen')
    const again = learnDrawn(learnSent(opened, sentOf(PAGE, later)), drawnOf(PAGE), shut(later))
    expect(whyNoProof(again, false, later)).toBeNull()
  })

  test('a seat, where it came since the page was seen drawn: that is news and no difference', () => {
    const memory = learnSent(proven(), sentOf(OPEN, NOON + MINUTE))
    expect(vouches(memory, sentOf(OPEN, NOON).page, NOON + MINUTE)).toBe(true)
    expect(vouches(memory, sentOf(OPEN, NOON).page, NOON + 25 * HOUR)).toBe(false)
    expect(vouches(FRESH, sentOf(OPEN, NOON).page, NOON)).toBe(false)
  })

  test('no seat where the page as drawn hides it', () => {
    const hidden = learnDrawn(learnSent(proven(), sentOf(OPEN, NOON)), drawnOf(PAGE), shut(NOON + 1000))
    expect(vouches(hidden, sentOf(OPEN, NOON).page, NOON + 1000)).toBe(false)
  })

  test('that nothing is there where the linked relay has proven it', () => {
    expect(whyNoProof(FRESH, true, NOON)).toBeNull()
  })

  test('an empty shell is never compared, however often it looks the same', () => {
    const memory = learnDrawn(learnSent(FRESH, sentOf(SHELL, NOON)), drawnOf(SHELL), shut(NOON))
    expect(memory).toMatchObject({ mode: 'rendered', why: 'empty-html' })
  })

  test('memory of another version is forgotten, its own is read back', () => {
    expect(readMemory(writeMemory(proven()))).toEqual(proven())
    expect(readMemory({ looking: { version: 0, mode: 'static' } })).toEqual(FRESH)
    expect(readMemory({})).toEqual(FRESH)
  })
})

const ground = (part: Partial<Ground> = {}): Ground => ({
  now: NOON,
  memory: FRESH,
  access: true,
  siteTabs: 0,
  pageTabs: 0,
  window: false,
  relayStatic: false,
  silent: [],
  ...part,
})

describe('which rung is taken', () => {
  const shell = learnSent(FRESH, sentOf(SHELL, NOON - HOUR))
  const walled = learnWall(FRESH, 'fetch', { reason: 'challenge', at: NOON - MINUTE })

  test.each<[string, Partial<Ground>, string, string]>([
    ['nothing without the permission', { access: false, siteTabs: 1 }, 'by-hand', 'no-access'],
    ['a fetch of the background at first', {}, 'fetch', 'learning'],
    ['a fetch once the page as sent is proven', { memory: proven() }, 'fetch', 'static-agrees'],
    ['a fetch where the relay has learnt it', { relayStatic: true, memory: shell }, 'fetch', 'relay-learnt'],
    ['a tab of the site before the background', { siteTabs: 1 }, 'tab-fetch', 'site-open'],
    ['a tab of the page itself', { siteTabs: 1, pageTabs: 1 }, 'tab-fetch', 'page-open'],
    ['the background when no tab answers', { siteTabs: 1, silent: ['tab-fetch'] }, 'fetch', 'learning'],
    ['nobody for a page that draws itself', { memory: shell }, 'by-hand', 'needs-render'],
    ['its own tab for such a page', { memory: shell, siteTabs: 1, pageTabs: 1 }, 'page', 'page-open'],
    ['no other tab of the site for it', { memory: shell, siteTabs: 1 }, 'by-hand', 'needs-render'],
    ['the window where it was chosen', { memory: shell, window: true }, 'window', 'window-chosen'],
    ['no window while a fetch is enough', { memory: proven(), window: true }, 'fetch', 'static-agrees'],
    ['the person behind a wall', { memory: walled }, 'by-hand', 'wall'],
    ['a tab of the site behind a wall', { memory: walled, siteTabs: 1 }, 'tab-fetch', 'site-open'],
    ['the window behind a wall', { memory: walled, window: true }, 'window', 'window-chosen'],
    ['the background again hours later', { memory: walled, now: NOON + 4 * HOUR }, 'fetch', 'learning'],
  ])('%s', (_, part, rung, why) => {
    expect(chooseRung(ground(part))).toEqual({ rung, why })
  })

  test('once the person has passed, the wall is tried again', () => {
    expect(chooseRung(ground({ memory: learnPassed(walled, NOON) })).rung).toBe('fetch')
  })

  test('a wall that stands though the person has just passed is left alone, whoever passes again', () => {
    const passed = learnPassed(walled, NOON)
    const stays = learnWall(passed, 'fetch', { reason: 'challenge', at: NOON + MINUTE })
    const again = learnPassed(stays, NOON + 2 * MINUTE)
    const now = NOON + 2 * MINUTE
    expect(chooseRung(ground({ memory: again, now })).rung).toBe('by-hand')
    expect(chooseRung(ground({ memory: again, now, siteTabs: 1 })).rung).toBe('tab-fetch')
    expect(chooseRung(ground({ memory: again, now: now + 25 * HOUR })).rung).toBe('fetch')
  })

  test('a page known to draw itself is fetched once more when it was just seen drawn, half a day later', () => {
    const at = NOON - 13 * HOUR
    const differs: Memory = { ...learnSent(FRESH, sentOf(SHELL, at)), comparedAt: at }
    expect(chooseRung(ground({ memory: differs })).rung).toBe('by-hand')
    const seen = learnDrawn(differs, drawnOf(PAGE), shut(NOON - MINUTE))
    expect(chooseRung(ground({ memory: seen })).rung).toBe('fetch')
  })
})
