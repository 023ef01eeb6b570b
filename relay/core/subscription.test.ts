import { expect, test } from 'vitest'

import { maskAddress } from './subscription.ts'

test.each([
  ['email', 'marie.curie@exemple.fr', 'm…@exemple.fr'],
  ['telegram', '-1001234567890', '…890'],
  ['telegram', '12', '…'],
  ['log', '', ''],
  ['web-push', 'https://fcm.googleapis.com/fcm/send/secret', 'fcm.googleapis.com/…'],
  ['ntfy', 'https://ntfy.sh/secret-topic', 'ntfy.sh/…'],
] as const)('%s: %s is shown as %s', (channel, address, masked) => {
  expect(maskAddress(channel, address)).toBe(masked)
})
