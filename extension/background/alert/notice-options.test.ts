import type { Notification } from '../../ports/notifications.ts'

import { expect, test } from 'vitest'

import { noticeOptions } from './notice-options.ts'

const shown: Notification = {
  title: '2 places PMR : OM',
  message: '45,00 €',
  items: [{ title: 'OM', message: '2 places PMR' }],
  buttons: ['Ouvrir', 'Vu'],
  stays: true,
  silent: true,
}

test('Firefox gets only what it knows: it throws at all else', () => {
  expect(noticeOptions(shown, 'plain', 'moz-extension://x/icon.png')).toEqual({
    type: 'basic',
    iconUrl: 'moz-extension://x/icon.png',
    title: '2 places PMR : OM',
    message: '45,00 €',
  })
})

test('Chromium gets buttons, a place that stays, and a list', () => {
  expect(noticeOptions(shown, 'chromium', 'i')).toEqual({
    type: 'list',
    iconUrl: 'i',
    title: '2 places PMR : OM',
    message: '45,00 €',
    items: [{ title: 'OM', message: '2 places PMR' }],
    buttons: [{ title: 'Ouvrir' }, { title: 'Vu' }],
    requireInteraction: true,
    priority: 2,
    silent: true,
  })
  const soft = noticeOptions({ ...shown, items: [], buttons: [], stays: false }, 'chromium', 'i')
  expect(soft).toMatchObject({ type: 'basic', requireInteraction: false, priority: 0 })
  expect(soft).not.toHaveProperty('buttons')
})
