import type { Asked, End, Reply } from './end.ts'

import { jsonOf, startEnd } from './end.ts'

const TOPIC = 'vigie-fakeTopicForTests'
const TOKEN = 'tk_fakeTokenForTestsOnly0123456'

export type FakeNtfy = End & { address: string; topic: string; token: string }

/** A server of ntfy with one closed topic: https://docs.ntfy.sh/publish/ */
export async function startNtfy(): Promise<FakeNtfy> {
  const end = await startEnd((asked) => {
    if (asked.method === 'GET') return { status: 200, body: { healthy: true } }
    if (asked.headers.authorization !== `Bearer ${TOKEN}`) return ntfyRefusal(40_301, 'forbidden')
    const isFile = asked.method === 'PUT'
    if (!isFile && asked.path !== '/') return ntfyRefusal(40_401, 'page not found')
    const problem = isFile ? null : checkMessage(asked)
    if (problem !== null) return ntfyRefusal(40_024, `invalid request: ${problem}`)
    const topic = isFile ? asked.path.split(/[/?]/)[1] : jsonOf(asked).topic
    if (topic !== TOPIC) return ntfyRefusal(40_301, 'forbidden')
    return { status: 200, body: { id: 'hwQ2YpKdmg', time: 1_700_000_000, event: 'message', topic } }
  })
  return Object.assign(end, { address: `${end.url}/${TOPIC}`, topic: TOPIC, token: TOKEN })
}

function checkMessage(asked: Asked): string | null {
  if (asked.body.length > 8192) return 'request body must be message JSON'
  const { message, priority, actions } = jsonOf(asked)
  if (typeof message !== 'string' || message === '') return 'message'
  if (new TextEncoder().encode(message).length > 4096) return 'message too long'
  if (typeof priority !== 'number' || priority < 1 || priority > 5) return 'priority'
  return Array.isArray(actions) && actions.length > 3 ? 'only 3 actions allowed' : null
}

/** The first three digits of its own code are those of the status. */
export const ntfyRefusal = (code: number, error: string): Reply => ({
  status: Math.floor(code / 100),
  body: { code, http: Math.floor(code / 100), error, link: 'https://ntfy.sh/docs/' },
})
