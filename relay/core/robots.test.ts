import { expect, test } from 'vitest'

import { parseRobots, robotsAllow } from './robots.ts'

const allows = (text: string, path: string) =>
  robotsAllow(parseRobots(text, 'Vigie'), `https://club.example${path}`)

test('our own group speaks instead of the group for all', () => {
  const text = 'User-agent: *\nDisallow: /\n\nUser-agent: vigie\nDisallow: /panier\n'
  expect(allows(text, '/match/1')).toBe(true)
  expect(allows(text, '/panier/2')).toBe(false)
})

test('the longest rule wins, and allow wins a tie', () => {
  const text = 'User-agent: *\nDisallow: /fr/\nAllow: /fr/catalogue\nDisallow: /x\nAllow: /x'
  expect(allows(text, '/fr/compte')).toBe(false)
  expect(allows(text, '/fr/catalogue/match')).toBe(true)
  expect(allows(text, '/x')).toBe(true)
})

test('stars and the end mark are understood', () => {
  const text = 'User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c'
  expect(allows(text, '/plan.pdf')).toBe(false)
  expect(allows(text, '/plan.pdf?x=1')).toBe(true)
  expect(allows(text, '/a1b2c3')).toBe(false)
  expect(allows(text, '/a1b2')).toBe(true)
})

test('no rules, junk and comments allow', () => {
  for (const text of [
    '',
    '<html>',
    '# User-agent: *\n# Disallow: /',
    'Disallow: /',
    'User-agent: *\nDisallow:',
  ]) {
    expect(allows(text, '/')).toBe(true)
  }
})

test('groups of one agent are read together, with the longest delay', () => {
  const rules = parseRobots(
    'User-agent: a\nUser-agent: Vigie\nCrawl-delay: 2\nUser-agent: vigie\nDisallow: /b\nCrawl-delay: 5',
    'Vigie',
  )
  expect(rules).toEqual({ rules: [{ allow: false, path: '/b' }], crawlDelayMs: 5000 })
})

test('a hostile pattern stalls nothing', () => {
  const text = `User-agent: *\nDisallow: /${'*a'.repeat(5000)}$`
  expect(allows(text, `/${'a'.repeat(20_000)}`)).toBe(false)
})
