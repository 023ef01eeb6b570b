import type { Context } from '../context.ts'

import { expect, test, vi } from 'vitest'

import { openTables } from '../../test/sqlite-d1.ts'
import { readConfig } from '../config.ts'
import { signInByPasskey } from './passkeys.ts'

const now = () => Date.parse('2026-11-20T12:00:00Z')

test('passkeys of strangers are refused each time, and told a few times only', async () => {
  const log = vi.fn<(lines: unknown[]) => Promise<void>>(async () => {})
  // Only these bindings are used.
  // oxlint-disable-next-line no-unsafe-type-assertion
  const env = { DB: openTables().db, FEED: { getByName: () => ({ log }) } } as unknown as Context['env']
  const context: Context = { env, config: readConfig({}).config, now, newId: () => 'id', random: () => 0.5 }
  const given = {
    site: { origin: 'https://vigie.example', rp: 'vigie.example' },
    browser: { browser: 'other', system: 'other' } as const,
    response: {
      id: 'AAAA',
      rawId: 'AAAA',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
    } as const,
  }
  for (let attempt = 1; attempt <= 50; attempt += 1)
    expect(await signInByPasskey(context, given)).toEqual({ kind: 'wrong' })
  expect(log).toHaveBeenCalledTimes(10)
})
