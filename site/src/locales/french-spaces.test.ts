import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const FILES = globSync(['site/src/**/{fr,fr-*,words-fr,known-fr}.ts', 'extension/locales/{fr,fr-*}.ts'])

/** An ordinary space where a line may end before a sign that belongs to the word beside it. */
const LOOSE = /[^\s«] [?!:;»]|« |^ [?!:;»]/

test.each(FILES)('no line of %s begins with a sign that belongs to the line before', (file) => {
  const loose = textsIn(readFileSync(file, 'utf8')).filter((text) => LOOSE.test(text))
  expect(loose).toEqual([])
})

test('there are texts to look at', () => {
  expect(FILES.length).toBeGreaterThan(20)
})

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|[`{}]/g

/** What stands in quotes in a source; of a template, what stands between its values. */
function textsIn(source: string): string[] {
  const texts: string[] = []
  // Of each brace that is open, whether a template goes on after it.
  const open: boolean[] = []
  const scan = new RegExp(TOKEN)
  const goOn = (from: number) => {
    const rest = /(?:\\.|[^`\\$]|\$(?!\{))*(?:`|\$\{)/y
    rest.lastIndex = from
    const [part = ''] = rest.exec(source) ?? []
    texts.push(part.replace(/(?:`|\$\{)$/, ''))
    if (part.endsWith('${')) open.push(true)
    scan.lastIndex = from + part.length
  }
  for (let found = scan.exec(source); found !== null; found = scan.exec(source)) {
    const [token] = found
    if (token.startsWith("'")) texts.push(token.slice(1, -1))
    else if (token.startsWith('`')) goOn(found.index + 1)
    else if (token === '{') open.push(false)
    else if (token === '}' && open.pop() === true) goOn(found.index + 1)
  }
  return texts
}
