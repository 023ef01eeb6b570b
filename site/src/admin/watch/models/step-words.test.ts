import type { LookStep, StepFact } from '#core/look-step.ts'

import { expect, test } from 'vitest'

import { en as wordsEn } from '../../../locales/en.ts'
import { fr as wordsFr } from '../../../locales/fr.ts'
import { en } from '../locales/en.ts'
import { fr } from '../locales/fr.ts'
import { markOf, wordStep } from './step-words.ts'

const step = (fact: StepFact): LookStep => ({ n: 1, at: 0, lookId: 'c', watchId: null, ...fact })

const FACTS: StepFact[] = [
  { step: 'queued', why: 'free', until: null },
  { step: 'queued', why: 'turn', until: 5 },
  { step: 'queued', why: 'busy', until: null },
  { step: 'queued', why: 'rest', until: Date.UTC(2026, 10, 20, 14, 7) },
  { step: 'started' },
  { step: 'robots', allowed: true },
  { step: 'robots', allowed: false },
  { step: 'opening' },
  { step: 'asked', way: 'sent' },
  { step: 'asked', way: 'drawn' },
  { step: 'answered', way: 'sent', status: 200, failure: null },
  { step: 'answered', way: 'sent', status: 302, failure: null },
  { step: 'answered', way: 'sent', status: 403, failure: null },
  { step: 'answered', way: 'drawn', status: null, failure: 'timeout' },
  { step: 'settling' },
  { step: 'read', way: 'drawn', rows: 2, others: 3, proven: true },
  { step: 'read', way: 'sent', rows: 0, others: 1, proven: false },
  { step: 'wall', reason: 'queue', vendor: null },
  { step: 'judged', state: 'none', reason: null },
  { step: 'judged', state: 'unknown', reason: 'offline' },
  { step: 'judged', state: 'available', reason: null },
  { step: 'recorded', news: 'opened', owed: 12 },
  { step: 'recorded', news: 'same', owed: 0 },
  { step: 'recorded', news: 'blind', owed: 1 },
  { step: 'ended', why: 'gone' },
  { step: 'ended', why: 'broken' },
]

test('every step has a sentence of its own in both languages', () => {
  for (const dictionaries of [
    { steps: fr.steps, words: wordsFr },
    { steps: en.steps, words: wordsEn },
  ]) {
    const said = FACTS.map((fact) => wordStep(step(fact), dictionaries))
    expect(new Set(said).size).toBe(FACTS.length)
    for (const sentence of said) expect(sentence).toMatch(/^\S.*[.!]$/)
  }
})

test('what stands in the way does not look like what went well', () => {
  expect(FACTS.map((fact) => markOf(step(fact)))).toMatchObject({
    6: 'shut',
    12: 'shut',
    13: 'shut',
    17: 'shut',
  })
  expect(FACTS.slice(18).map((fact) => markOf(step(fact)))).toEqual([
    'done',
    'dark',
    'open',
    'open',
    'done',
    'dark',
    'shut',
    'shut',
  ])
})
