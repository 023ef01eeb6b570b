import type { Watch } from './watch.ts'

import { expect, test } from 'vitest'

import { readCsv } from './csv-read.ts'
import { readWatchFile, writeWatchFile } from './watch-file.ts'

const watch: Watch = {
  id: 'om',
  kind: 'seats',
  name: '=HYPERLINK("x"), "Paris" – OM\n<b>',
  url: 'https://billetterie.example/om?a=1,2;3',
  host: 'billetterie.example',
  target: { selector: '[data-offer="PMR"]', places: 2, priceMost: 49.9, date: '2026-12-05' },
  checkSeconds: 45,
  public: false,
  createdAt: 1,
  updatedAt: 2,
  pausedAt: 3,
}
const { id, name, url, target, checkSeconds } = watch
const bare = { name, url, target, checkSeconds, public: false, paused: true }

test('what is written as JSON or as a table is read back whole, whatever stands in the names', () => {
  expect(readWatchFile(writeWatchFile([watch], 'json'))).toEqual({ format: 'json', rows: [{ id, ...bare }] })
  expect(readWatchFile(writeWatchFile([watch], 'csv'))).toEqual({ format: 'csv', rows: [bare] })
  expect(readWatchFile(writeWatchFile([watch], 'matches'))).toEqual({
    format: 'matches',
    rows: [{ name, url }],
  })
})

test('a table as a French spreadsheet saves it', () => {
  const text =
    '\uFEFFNom;Lien;Public;Paused;Price most\r\nOM;https://a.example/;non;oui;49,90\r\n\r\n;;;;\r\n'
  expect(readWatchFile(text)).toEqual({
    format: 'csv',
    rows: [
      { name: 'OM', url: 'https://a.example/', public: false, paused: true, target: { priceMost: 49.9 } },
    ],
  })
})

test.each([
  ['', 'empty'],
  ['[]', 'empty'],
  ['nom,url\n', 'empty'],
  ['[{"nom":', 'unreadable'],
  ['{"nom":"x"}', 'unreadable'],
  ['nom,url\n"OM,https://a.example', 'unreadable'],
  ['hello, world', 'header'],
  [JSON.stringify(Array.from({ length: 501 }, () => ({}))), 'too-many'],
])('%s is no file of watches: %s', (text, problem) => {
  expect(readWatchFile(text)).toEqual({ problem })
})

test('what cannot be read stays as it is, to be refused by its name', () => {
  expect(readWatchFile('[1, {"nom": 5}]')).toEqual({ format: 'matches', rows: [{}, { name: 5 }] })
  expect(readWatchFile('name,url,checkSeconds,public\nOM,x,soon,perhaps')).toEqual({
    format: 'csv',
    rows: [{ name: 'OM', url: 'x', checkSeconds: 'soon', public: 'perhaps' }],
  })
})

test('empty cells, quotes and line ends of every kind', () => {
  expect(readCsv(',x')).toEqual([['', 'x']])
  expect(readCsv('a,,"b ""c"""\r,"d\ne",')).toEqual([
    ['a', '', 'b "c"'],
    ['', 'd\ne', ''],
  ])
})
