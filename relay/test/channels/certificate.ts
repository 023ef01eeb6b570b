import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a server on loopback shows, and the file of the authority that stands for it: `SSL_CERT_FILE`. */
export type Identity = { key: string; cert: string; authorityFile: string; forget: () => void }

const HOUR = 3_600_000
const [BOOLEAN, INTEGER, BITS, OCTETS, OID, UTF8, UTC, SEQUENCE, SET] = [1, 2, 3, 4, 6, 12, 23, 48, 49]

/** A certificate for `localhost` and this machine's addresses, made for one test: https://www.rfc-editor.org/rfc/rfc5280 */
export function makeIdentity(): Identity {
  const [authority, server] = [generateKeyPairSync('ec', CURVE), generateKeyPairSync('ec', CURVE)]
  const issuer = { name: 'Test authority', key: authority.privateKey }
  const root = certificate({
    issuer,
    subject: issuer.name,
    spki: authority.publicKey.export({ type: 'spki', format: 'der' }),
    extensions: [extension('2.5.29.19', tlv(SEQUENCE, tlv(BOOLEAN, Buffer.from([255]))))],
  })
  const leaf = certificate({
    issuer,
    subject: 'localhost',
    spki: server.publicKey.export({ type: 'spki', format: 'der' }),
    extensions: [
      extension('2.5.29.17', tlv(SEQUENCE, name('localhost'), address(127, 0, 0, 1), address(0, 0, 0, 0))),
    ],
  })
  const folder = mkdtempSync(join(tmpdir(), 'vigie-authority-'))
  const authorityFile = join(folder, 'authority.pem')
  writeFileSync(authorityFile, root)
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' })
  return {
    key: key.toString(),
    cert: leaf,
    authorityFile,
    forget: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const CURVE = { namedCurve: 'P-256' }

type Certificate = {
  issuer: { name: string; key: Parameters<typeof sign>[2] }
  subject: string
  spki: Buffer
  extensions: Buffer[]
}

function certificate({ issuer, subject, spki, extensions }: Certificate): string {
  const now = Date.now()
  const algorithm = tlv(SEQUENCE, oid('1.2.840.10045.4.3.2'))
  const content = tlv(
    SEQUENCE,
    tlv(0xa0, tlv(INTEGER, Buffer.from([2]))),
    tlv(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    person(issuer.name),
    tlv(SEQUENCE, time(now - HOUR), time(now + 24 * HOUR)),
    person(subject),
    spki,
    tlv(0xa3, tlv(SEQUENCE, ...extensions)),
  )
  const mark = sign('sha256', content, issuer.key)
  const der = tlv(SEQUENCE, content, algorithm, tlv(BITS, Buffer.from([0]), mark))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const person = (name: string) =>
  tlv(SEQUENCE, tlv(SET, tlv(SEQUENCE, oid('2.5.4.3'), tlv(UTF8, Buffer.from(name)))))
const extension = (id: string, value: Buffer) => tlv(SEQUENCE, oid(id), tlv(OCTETS, value))
const name = (text: string) => tlv(0x82, Buffer.from(text))
const address = (...bytes: number[]) => tlv(0x87, Buffer.from(bytes))

function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')
  return tlv(UTC, Buffer.from(digits.slice(2)))
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = rest.flatMap((part) => {
    const groups = [part & 127]
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 127) | 128)
    return groups
  })
  return tlv(OID, Buffer.from([first * 40 + second, ...bytes]))
}

function tlv(tag: number | undefined, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [129, length] : [130, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag ?? 0, ...size]), content])
}
