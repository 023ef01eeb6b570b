import { expect, test } from 'vitest'

import { isEmail, parseMailFrom, parseSmtpUrl } from './config-mail.ts'
import { readConfig } from './config.ts'

test.each([
  ['smtp://mail.exemple.fr', { host: 'mail.exemple.fr', port: 587, tls: false, login: null }],
  ['smtps://mail.exemple.fr/', { host: 'mail.exemple.fr', port: 465, tls: true, login: null }],
  ['smtp://localhost:25', { host: 'localhost', port: 25, tls: false, login: null }],
  ['smtp://localhost:80', { host: 'localhost', port: 80, tls: false, login: null }],
  ['smtp://[::1]', { host: '[::1]', port: 587, tls: false, login: null }],
  [
    'smtp://a%40b.fr:p%3Aw%2F1@mail.exemple.fr:2525',
    { host: 'mail.exemple.fr', port: 2525, tls: false, login: { user: 'a@b.fr', password: 'p:w/1' } },
  ],
])('%s', (url, server) => {
  expect(parseSmtpUrl(url)).toEqual(server)
})

test.each([
  '',
  'mail.exemple.fr',
  'http://mail.exemple.fr',
  'smtp://',
  'smtp://a@b.fr',
  'smtp://x.fr/path',
  'smtp://x.fr?a=1',
  'smtp://u:%zz@x.fr',
  'smtp://x.fr:99999',
])('%s is no mail server', (url) => {
  expect(parseSmtpUrl(url)).toBeNull()
})

test('whom mail is from', () => {
  expect(parseMailFrom('alertes@exemple.fr')).toEqual({ name: '', email: 'alertes@exemple.fr' })
  expect(parseMailFrom('Vigie <alertes@exemple.fr>')).toEqual({ name: 'Vigie', email: 'alertes@exemple.fr' })
  expect(parseMailFrom('"Vigie, PMR" <a@b.fr>')).toEqual({ name: 'Vigie, PMR', email: 'a@b.fr' })
  for (const wrong of ['', 'Vigie', 'a@b', 'a@b.fr, c@d.fr', 'x <a@b.fr> y', 'x\r\nBcc: y <a@b.fr>'])
    expect(parseMailFrom(wrong)).toBeNull()
})

test('an address is one that any mail server takes', () => {
  for (const good of ['a@b.fr', 'camille.martin+pmr@mail.exemple.co.uk', "o'neil@exemple.fr"])
    expect(isEmail(good)).toBe(true)
  const wrong = [
    '',
    'a',
    '@b.fr',
    'a@',
    'a@b',
    '.a@b.fr',
    'a..b@b.fr',
    'a@b.fr\r\nx',
    'a b@c.fr',
    '<a@b.fr>',
    'é@b.fr',
  ]
  for (const one of [...wrong, `a@${'b'.repeat(260)}.fr`]) expect(isEmail(one)).toBe(false)
})

test('a wrong value is named, and a password is never repeated', () => {
  const { config, problems } = readConfig({
    SMTP_URL: 'smtp//user:hunter2@x',
    MAIL_FROM: 'nobody',
    VAPID_SUBJECT: 'me',
  })
  expect(problems.map(({ name }) => name)).toEqual(['SMTP_URL', 'MAIL_FROM', 'VAPID_SUBJECT'])
  expect(JSON.stringify(problems)).not.toContain('hunter2')
  expect(config.mail).toBeNull()
  expect(readConfig({ SMTP_URL: 'smtp://x.fr' }).problems).toMatchObject([{ name: 'MAIL_FROM' }])
})

const subject = (env: Parameters<typeof readConfig>[0]) => readConfig(env).config.vapidSubject

test('push services are told whom to write to', () => {
  expect(subject({ VAPID_SUBJECT: 'https://exemple.fr/contact' })).toBe('https://exemple.fr/contact')
  expect(subject({ MAIL_FROM: 'Vigie <a@b.fr>', PUBLIC_URL: 'https://vigie.exemple.fr' })).toBe(
    'mailto:a@b.fr',
  )
  expect(subject({ PUBLIC_URL: 'https://vigie.exemple.fr/' })).toBe('https://vigie.exemple.fr')
  expect(subject({})).toBe('mailto:vigie@localhost')
})
