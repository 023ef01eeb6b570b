import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { checkTarget } from './check-target.ts'

const problem = (selector: string) => checkTarget({ selector })[0]?.message ?? null

test('standard selectors are taken', () => {
  for (const selector of [
    'div[data-offer-type="PMR"]',
    '#offers > li:not(.sold-out):has(button:enabled)',
    '.a .b ~ .c + .d, section:nth-child(2n+1 of .x)',
    '[data-x="A" i]:is(h1, h2)',
    'ul:has(> li + li)',
    '.prix\\:pmr',
  ])
    expect([selector, problem(selector)]).toEqual([selector, null])
})

test('what a browser would not understand is refused, and the field named', () => {
  for (const selector of [
    'div[',
    'a >',
    '> a',
    'a > > b',
    ':is(> a)',
    ':is()',
    '',
    ':contains("PMR")',
    'a:eq(2)',
    '[type!=x]',
    'p::before',
    'a < b',
    ':not(:contains("x"))',
    ':hover',
    ':nonsense',
    'a:nth-child(foo)',
  ])
    expect([selector, problem(selector)]).not.toEqual([selector, null])
  expect(checkTarget({ selector: 'a', anchor: 'b[' })).toMatchObject([{ path: 'target.anchor' }])
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      (selector, anchor) => {
        for (const { path } of checkTarget({ selector, anchor })) expect(path).toMatch(/^target\./)
      },
    ),
  )
})
