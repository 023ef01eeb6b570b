import { randomBytes } from 'node:crypto'
import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Its presence says that this folder's relay has a password, stored hashed in its database. */
const MARKER = 'password-made'

/** A password for the very first start, `null` when the folder has had one already. */
export async function makeFirstPassword(data: string): Promise<string | null> {
  const known = await access(join(data, MARKER)).then(
    () => true,
    () => false,
  )
  // 15 bytes are 20 letters and digits without an ambiguous ending, 120 bits.
  return known ? null : randomBytes(15).toString('base64url')
}

/** Signs in once, which makes the relay store the password's hash, signs out, and remembers it was done. */
export async function settleFirstPassword(
  data: string,
  { url, password }: { url: string; password: string },
): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: url }
  const body = JSON.stringify({ password })
  const answer = await fetch(`${url}/api/session`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`first sign-in: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  await fetch(`${url}/api/session`, { method: 'DELETE', headers: { origin: url, cookie } })
  await writeFile(join(data, MARKER), '')
}
