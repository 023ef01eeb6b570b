import { expect, test } from 'vitest'

import { hrefOf, parseRoute } from './route.ts'

test.each([
  ['', { page: 'list' }],
  ['#/', { page: 'list' }],
  ['#/new', { page: 'new' }],
  ['#/watch/a1-b2', { page: 'watch', id: 'a1-b2' }],
  ['#/watch/<script>', { page: 'list' }],
  ['#/watch/../new', { page: 'list' }],
  [
    '#/alerts?watch=om&subscriber=telegram:-1001',
    { page: 'alerts', watch: 'om', subscriber: 'telegram:-1001' },
  ],
  ['#/alerts?watch=<script>', { page: 'alerts' }],
  ['#/devices?code=BCDF-GHJK', { page: 'devices', code: 'BCDF-GHJK' }],
  ['#/devices?code=<script>', { page: 'devices' }],
  ['#/audit?who=k1&what=<script>', { page: 'audit', who: 'k1' }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route)
})

test('every screen has an address that leads to it', () => {
  for (const route of [
    { page: 'list' },
    { page: 'new' },
    { page: 'watch', id: 'om' },
    { page: 'people' },
    { page: 'devices' },
    { page: 'devices', code: 'BCDF-GHJK' },
    { page: 'alerts' },
    { page: 'alerts', watch: 'om', subscriber: 'telegram:@channel' },
    { page: 'rules' },
    { page: 'templates' },
    { page: 'account' },
    { page: 'audit' },
    { page: 'audit', who: 'k1', what: 'changeWatch', target: 'om' },
  ] as const)
    expect(parseRoute(hrefOf(route))).toEqual(route)
})
