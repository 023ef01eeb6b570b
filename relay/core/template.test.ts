import type { AlertContent } from './alert.ts'
import type { Template } from './template.ts'
import type { WordingOptions } from './wording.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { checkTemplate, placeholdersOf, renderTemplate, TEMPLATE_KINDS } from './template.ts'
import { sampleOf } from './template-sample.ts'
import { wordAlert } from './wording.ts'

const NOW = Date.UTC(2026, 10, 20, 13, 2, 11)
const options: WordingOptions = { now: NOW, publicUrl: 'https://v.example', alertId: '1b2c3d4e-5f60' }
const render = (template: Template, content: AlertContent, more: Partial<WordingOptions> = {}) => {
  const all = { ...options, ...more }
  return renderTemplate(template, wordAlert(content, all), { content, options: all })
}
const opened = sampleOf('opened', NOW, 'fr')

test('an operator says it in other words, and the links stay', () => {
  const template = { title: '🦽 {what} pour {match}', body: 'Vite !\n{offers}\n\n{seen}' }
  expect(checkTemplate('opened', template)).toEqual([])
  const { title, lines, links } = render(template, opened)
  expect(title).toBe('🦽 2 places PMR pour PSG – OM')
  expect(lines).toEqual([
    'Vite !',
    '• Borelli, 15,00 €, 2 places',
    expect.stringMatching(/^Vu à 14:02:11 par /),
  ])
  expect(links).toEqual(wordAlert(opened, options).links)
})

test('repeats and ends have names of their own', () => {
  const ring = render({ title: '{number} : {match}', body: 'Depuis {since}' }, sampleOf('ring', NOW, 'fr'))
  expect([ring.title, ...ring.lines]).toEqual(['2 : PSG – OM', 'Depuis 2 min'])
  const gone = render({ title: '{match}', body: 'À {gone}, après {lasted}' }, sampleOf('gone', NOW, 'fr'))
  expect(gone.lines).toEqual(['À 14:02, après 3 min'])
})

test('nobody can leave out that a message is a repeat, or that what it tells of has gone', () => {
  const late = { repeat: true, closedAt: NOW }
  const { title, lines } = render({ title: 'Une place !', body: 'Courez !' }, opened, late)
  expect(title).toMatch(/^Trop tard pour /)
  expect(lines).toEqual([
    'Courez !',
    expect.stringMatching(/^Repéré à 14:02, parti depuis 14:02/),
    'Rappel : ce message a peut-être déjà été reçu.',
  ])
})

test.each([
  [{ title: '', body: '' }, 'title'],
  [{ title: 'a\nb', body: '' }, 'title'],
  [{ title: '{nope}', body: '' }, 'title'],
  [{ title: '{constructor}', body: '' }, 'title'],
  [{ title: 'a', body: '{{match}}' }, 'body'],
  [{ title: 'a', body: '{since}' }, 'body'],
  [{ title: 'a', body: 'x'.repeat(1501) }, 'body'],
  [{ title: 'a', body: '\n'.repeat(20) }, 'body'],
])('%o is refused for its %s', (template, field) => {
  expect(checkTemplate('opened', template).map((problem) => problem.field)).toContain(field)
})

test('every kind has a sample, and every name of it something to say there', () => {
  for (const kind of TEMPLATE_KINDS) {
    const content = sampleOf(kind, NOW, 'fr')
    expect(content.kind).toBe(kind)
    for (const name of placeholdersOf(kind)) {
      const { title, lines } = render({ title: `{${name}}`, body: `{${name}}` }, content)
      expect(title, `${kind} ${name}`).not.toMatch(/[{}]/)
      if (name !== 'lines' || kind !== 'picture') expect(lines.join(''), `${kind} ${name}`).not.toBe('')
    }
  }
})

test('what is put in is never read as a template, and no line is more than a line', () => {
  const name = fc.string({ unit: 'binary', maxLength: 200 })
  const text = fc.string({
    unit: fc.constantFrom('{', '}', 'match', 'title', '\n', '\u2028', '<b>', 'é'),
    maxLength: 30,
  })
  fc.assert(
    fc.property(name, text, text, (given, title, body) => {
      const content = { ...opened, name: `{lines}${given}` }
      const text = render({ title, body }, content)
      expect(text.title).not.toBe('')
      for (const line of [text.title, ...text.lines]) expect(line).not.toMatch(/[\n\r\u2028]/)
      const plain = render({ title: '{match}', body: '' }, content)
      expect(plain.title.startsWith('{lines}')).toBe(true)
    }),
  )
})
