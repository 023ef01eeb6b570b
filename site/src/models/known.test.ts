import type { PublicReporter } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'

import { expect, test } from 'vitest'

import { publicWatch } from '../../../relay/test/public-watches.ts'
import { sayKnownEn } from '../locales/known-en.ts'
import { sayKnownFr } from '../locales/known-fr.ts'
import { knownOf } from './known.ts'

const NONE: Verdict = { state: 'none', proof: { anchor: 'h1', kind: 'sold-out', detail: 'Épuisé' } }
const QUEUE: Verdict = { state: 'unknown', reason: 'queue' }
const OPEN: Verdict = { state: 'available', offers: [{ type: 'PMR', fingerprint: 'pmr', name: 'PMR' }] }
const NOW = 1_000_000_000

const by = (kind: PublicReporter['kind'], verdict: Verdict, seconds: number): PublicReporter => ({
  kind,
  verdict,
  at: NOW - seconds * 1000,
})

const plain = (text: string) => text.replaceAll(/\s/g, ' ')

const said = (verdict: Verdict, reporters: PublicReporter[]) => {
  const at = Math.max(0, ...reporters.filter((one) => one.verdict === verdict).map((one) => one.at))
  const looked = { lastCheckAt: at, lastGoodCheckAt: at, checkSeconds: 20 }
  const known = knownOf(publicWatch({ verdict, reporters, ...looked }), NOW)
  return known === null ? null : [plain(sayKnownFr(known, NOW)), plain(sayKnownEn(known, NOW))]
}

test('says when, by how many browsers, and what keeps the relay from seeing', () => {
  const reporters = [by('extension', OPEN, 12), by('extension', OPEN, 40), by('relay-browser', QUEUE, 5)]
  expect(said(OPEN, reporters)).toEqual([
    'Vue il y a 12 s par 2 navigateurs ; le relais est dans une file d’attente.',
    'Seen 12 sec ago by 2 browsers; the relay is in a waiting room.',
  ])
})

test('counts the relay once, whichever way it reads', () => {
  expect(said(NONE, [by('relay-fetch', NONE, 3), by('relay-browser', NONE, 9)])?.[0]).toBe(
    'Vue il y a 3 s par le relais.',
  )
})

test('does not call a page seen that nobody could see, and says who saw it earlier', () => {
  const reporters = [by('extension', QUEUE, 12), by('relay-browser', NONE, 300)]
  expect(said(QUEUE, reporters)).toEqual([
    'Regardée en vain il y a 12 s par 1 navigateur ; le relais n’y voyait aucune place il y a 5 min.',
    'Looked at in vain 12 sec ago by 1 browser; the relay saw no seats there 5 min ago.',
  ])
})

test('tells browsers apart by what stands before them', () => {
  const blocked: Verdict = { state: 'unknown', reason: 'blocked' }
  const reporters = [by('relay-fetch', NONE, 1), by('extension', QUEUE, 9), by('extension', blocked, 8)]
  expect(said(NONE, reporters)?.[0]).toBe(
    'Vue il y a 1 s par le relais ; 1 navigateur est devant un refus du site ; 1 navigateur est dans une file d’attente.',
  )
})

test('what was seen too long ago is told as past', () => {
  expect(said(OPEN, [by('relay-browser', OPEN, 1200)])?.[0]).toBe(
    'Vue pour la dernière fois il y a 20 min par le relais.',
  )
})

test('says nothing when nobody stands behind the verdict', () => {
  expect(said(NONE, [])).toBeNull()
})
