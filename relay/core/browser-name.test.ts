import { expect, test } from 'vitest'

import { nameBrowser } from './browser-name.ts'

const AGENTS: Record<string, string> = {
  'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0': 'firefox linux',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0':
    'edge windows',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1':
    'safari ios',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36':
    'chrome android',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15':
    'safari macos',
  'curl/8.9.1': 'program other',
  '': 'other other',
  'Mozilla/5.0 (Unheard-of)': 'other other',
}

test.each(Object.entries(AGENTS))('%s', (agent, words) => {
  const { browser, system } = nameBrowser(agent)
  expect(`${browser} ${system}`).toBe(words)
})
