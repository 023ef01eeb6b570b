import { parseDocument } from 'htmlparser2'
import { expect, test } from 'vitest'

import { atomText, rssText } from './syndication.ts'

const AT = Date.parse('2026-11-20T13:14:15Z')
const feed = {
  title: 'Vigie',
  subtitle: 'Ouvertures',
  language: 'fr' as const,
  home: 'https://vigie.example/',
  self: 'https://vigie.example/openings.atom',
  updatedAt: AT,
  entries: [
    {
      id: 'r1',
      title: 'Paris & Lyon <b>',
      text: ']]></content><script>alert(1)</script>\u0000',
      url: 'https://a.example/?x=1&y="2"',
      publishedAt: AT,
      updatedAt: AT,
    },
  ],
}

test.each([
  ['Atom', atomText(feed)],
  ['RSS', rssText(feed)],
])('%s: hostile text stays text, and the document is whole', (_, text) => {
  expect(text).toContain('Paris &amp; Lyon &lt;b&gt;')
  expect(text).not.toContain('<script')
  expect(text).not.toContain('\u0000')
  expect(text).toContain('tag:vigie.example,2026:release:r1')
  const names: string[] = []
  const walk = (node: { name?: string; children?: unknown[] }) => {
    if (node.name !== undefined) names.push(node.name)
    for (const child of node.children ?? []) walk(Object(child))
  }
  walk(Object(parseDocument(text, { xmlMode: true })))
  expect(names.filter((name) => name === 'entry' || name === 'item')).toHaveLength(1)
})
