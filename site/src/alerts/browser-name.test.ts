import { expect, test } from 'vitest'

import { browserNameOf } from './browser-name.ts'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const KIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [`${WINDOWS} ${KIT} Chrome/156.0.0.0 Safari/537.36`, 'chrome'],
  [`${WINDOWS} ${KIT} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`, 'edge'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:157.0) Gecko/20100101 Firefox/157.0', 'firefox'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
    'other',
  ],
  [`Mozilla/5.0 (Linux; Android 15) ${KIT} Chrome/156.0.0.0 Mobile Safari/537.36`, 'other'],
  ['Mozilla/5.0 (Android 15; Mobile; rv:157.0) Gecko/157.0 Firefox/157.0', 'other'],
  ['', 'other'],
])('%s is %s', (userAgent, name) => {
  expect(browserNameOf(userAgent)).toBe(name)
})
