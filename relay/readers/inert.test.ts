import { expect, test } from 'vitest'

import { densePage } from '../dev/bench/pages.ts'
import { countHints, isInertHtml } from './inert.ts'

test('a page of plain offers can draw nothing by itself', () => {
  expect(isInertHtml(densePage(5000, true))).toBe(true)
  expect(isInertHtml('<p>Online = soon, 2 < 3</p><script type="application/ld+json">{"a":1}</script>')).toBe(
    true,
  )
  expect(isInertHtml('<script id="x" type=\'application/json\'>{}</script><style>p{color:red}</style>')).toBe(
    true,
  )
})

test.each([
  '<script>draw()</script>',
  '<script src="/a.js" async></script>',
  '<script type="module">draw()</script>',
  '<script data-type="application/json">draw()</script>',
  '<SCRIPT>draw()</SCRIPT>',
  '<body onload="draw()">',
  '<img src=x onerror=draw()>',
  '<iframe src="/offers"></iframe>',
  '<object data="/offers"></object>',
  '<x-offers></x-offers>',
  '<meta http-equiv="refresh" content="5">',
  '<svg><animate attributeName="opacity" to="1"/></svg>',
  '<a href="javascript:draw()">…</a>',
])('one with %s may', (html) => {
  expect(isInertHtml(`<main><h1>Paris - Lyon</h1>${html}</main>`)).toBe(false)
})

test('words of wanted seats are counted wherever they stand', () => {
  expect(countHints('<p>Offres</p>')).toBe(0)
  expect(countHints('<div data-offer-type="PMR">Place PMR</div><script>{"a":"Fauteuil"}</script>')).toBe(3)
})
