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
  ['#/people?person=chat-0a1b&state=<script>', { page: 'people', person: 'chat-0a1b' }],
  ['#/alerts?text=%3Cb%3E&day=2026-11-20&when=then%21', { page: 'alerts', text: '<b>', day: '2026-11-20' }],
  ['#/audit?who=k1&what=<script>', { page: 'audit', who: 'k1' }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route)
})

test('every screen has an address that leads to it', () => {
  for (const route of [
    { page: 'list' },
    { page: 'new' },
    { page: 'transfer' },
    { page: 'watch', id: 'om' },
    { page: 'people' },
    { page: 'people', state: 'missed', channel: 'email', watch: 'om', mark: '0a1b' },
    { page: 'people', person: 'chat-0a1b2c3d4e5f6071' },
    { page: 'devices', device: 'd1' },
    { page: 'alerts', event: 'e1', state: 'given-up', when: 'week', text: 'PSG & OM <b>' },
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
