import { expect, test } from 'vitest'

import { dressAsset } from './serve-asset.ts'

const SCRIPT = { 'content-type': 'text/javascript; charset=utf-8', etag: '"1"', 'content-length': '2' }

const dressed = (
  path: string,
  headers: Record<string, string>,
  asset = new Response('{}', { headers: SCRIPT }),
) => dressAsset(asset, new Request(`https://vigie.example${path}`, { headers })).headers

const kept = (path: string) => dressed(path, {}).get('cache-control')

test('text leaves packed for whoever can unpack it, and for nobody else', () => {
  const packed = dressed('/', { 'accept-encoding': 'br, gzip' })
  expect(packed.get('content-encoding')).toBe('gzip')
  expect(packed.get('content-length')).toBeNull()
  expect(packed.get('etag')).toBe('W/"1"')
  expect(packed.get('vary')).toBe('accept-encoding')
  const plain = dressed('/', {})
  expect([plain.get('content-encoding'), plain.get('etag'), plain.get('vary')]).toEqual([
    null,
    '"1"',
    'accept-encoding',
  ])
})

test('a picture is packed already', () => {
  const picture = new Response('', { headers: { 'content-type': 'image/png' } })
  expect(dressed('/icon-192.png', { 'accept-encoding': 'gzip' }, picture).get('content-encoding')).toBeNull()
})

test('only files that are named after what is in them are kept for good, signs for a day', () => {
  expect(kept('/favicon.svg')).toBe('public, max-age=86400')
  expect(kept('/icon-192.png')).toBe('public, max-age=86400')
  expect(kept('/assets/index-DG9MzX4b.js')).toContain('immutable')
  expect(kept('/push-worker.js')).toBeNull()
  expect(kept('/')).toBeNull()
})

test('an answer without a body stays as it is', () => {
  const unchanged = new Response(null, { status: 304, headers: { etag: '"1"' } })
  expect(
    dressed('/assets/index-DG9MzX4b.js', { 'accept-encoding': 'gzip' }, unchanged).get('vary'),
  ).toBeNull()
})
