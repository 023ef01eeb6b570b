import { parseDocument } from 'htmlparser2'
import { expect, test } from 'vitest'

import { eventually } from './harness.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

test('an opening is in every feed, in the calendar, on the badge and in the history', async () => {
  const lookout = await startLookout()
  const { url } = lookout.relay
  const match = firstSlug(lookout)
  const watch = await watchMatch(lookout)
  const { id } = await watch.read()
  const read = async (path: string) => {
    const response = await fetch(`${url}${path}`)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  expect((await read(`/badge/${id}.svg`)).text).toContain('aucune place pour l’instant')
  expect((await read('/openings.atom')).text).not.toContain('<entry>')

  lookout.office.control({ action: 'release', match, places: 2 })
  await watch.lookUntil('available')
  const badge = await eventually(async () => {
    const answer = await read(`/badge/${id}.svg?lang=en`)
    return answer.text.includes('accessible seats available') ? answer : null
  }, 'the badge')
  expect(badge.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
  expect(badge.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(badge.headers.get('content-security-policy')).toContain('sandbox')

  lookout.office.control({ action: 'take', match })
  await watch.lookUntil('none')
  for (const format of ['atom', 'rss']) {
    const { text, headers } = await read(`/openings.${format}?watch=${id}&lang=en`)
    expect(headers.get('content-type')).toContain(`application/${format}+xml`)
    expect(text).toContain('Accessible seats: ')
    expect(text).toMatch(/Gone at \d\d:\d\d, stayed \d+ s\./)
    expect(parseDocument(text, { xmlMode: true }).children.length).toBeGreaterThan(0)
  }
  const calendar = await read(`/openings.ics?watch=${id}`)
  expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(calendar.text.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  expect(calendar.text).toContain('DTEND:')

  const insights: unknown = JSON.parse((await read(`/api/insights?watch=${id}`)).text)
  expect(insights).toMatchObject({ count: 1, lives: null, hoursTell: false })
})

test('what is not public, or not there, is in none of them', async () => {
  const lookout = await startLookout()
  const { url } = lookout.relay
  const watch = await watchMatch(lookout)
  const { id } = await watch.read()
  const admin = await lookout.relay.signIn()
  await admin.fetch(`/api/watches/${id}`, { method: 'PATCH', body: JSON.stringify({ public: false }) })
  for (const path of [
    `/badge/${id}.svg`,
    '/badge/unknown.svg',
    `/openings.ics?watch=${id}`,
    '/openings.atom?watch=unknown',
    `/api/insights?watch=${id}`,
  ]) {
    const response = await fetch(`${url}${path}`)
    expect([path, response.status]).toEqual([path, 404])
    expect(await response.json()).toMatchObject({ error: { code: expect.any(String) } })
  }
  expect((await fetch(`${url}/badge/..%2Fx.svg`)).status).toBe(400)
})
