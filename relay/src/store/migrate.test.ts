import { readFile, readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'

test('a relay applies every migration of the folder, in order', async () => {
  const source = await readFile(new URL('migrate.ts', import.meta.url), 'utf8')
  const applied = Array.from(source.matchAll(/name: '([^']+\.sql)', sql: (\w+)/g), ([, name, imported]) => ({
    name,
    from: new RegExp(`import ${imported} from '\\.\\./\\.\\./migrations/([^']+)'`).exec(source)?.[1],
  }))
  const files = (await readdir(new URL('../../migrations/', import.meta.url))).toSorted()
  expect(applied).toEqual(files.map((name) => ({ name, from: name })))
})
