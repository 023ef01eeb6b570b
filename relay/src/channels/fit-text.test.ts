import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { byteLength, fitLine, fitLines } from './fit-text.ts'

test('a line is cut at the end of a word', () => {
  expect(fitLine('deux places PMR en tribune', 40)).toBe('deux places PMR en tribune')
  expect(fitLine('deux places PMR en tribune', 18)).toBe('deux places PMR…')
  expect(fitLine('deux places PMR en tribune', 16)).toBe('deux places PMR…')
  expect(fitLine('x'.repeat(100), 10)).toBe(`${'x'.repeat(9)}…`)
  expect(fitLine('deux', 0)).toBe('')
})

test('no sign is ever cut in two', () => {
  expect(fitLine('♿♿♿♿🎫🎫🎫', 8)).toBe('♿♿♿♿🎫…')
  expect(fitLine('éééé', 6, { size: byteLength })).toBe('é…')
})

test('lines fit as far as they fit, and it shows that there was more', () => {
  expect(fitLines(['un', 'deux', 'trois'], 20)).toBe('un\ndeux\ntrois')
  expect(fitLines(['un', 'deux', 'trois'], 9)).toBe('un\ndeux\n…')
  expect(fitLines([], 5)).toBe('')
})

const draw = (text: string) => text.replaceAll('*', '\\*')

test('whatever the lines, what comes out fits and is well formed', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 80 })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.nat(120), (lines, most) => {
      const text = fitLines(lines, most, { draw, size: byteLength })
      expect(byteLength(text)).toBeLessThanOrEqual(most)
      expect(text.isWellFormed()).toBe(true)
    }),
  )
})
