import { expect, test } from 'vitest'

import { parseStatic } from '#readers/static-document.ts'

import { propose } from './propose.ts'

function pointed(body: string) {
  const html = `<!doctype html><html><body>${body}</body></html>`
  const tree = parseStatic(html, 'https://billetterie.example/match')
  const [node] = tree.select('[data-here]')
  if (node === undefined) throw new Error('nothing is pointed at')
  const found = propose(tree, node)
  return found === null ? null : { selector: found.selector, label: found.label, matches: found.fits.length }
}

const row = (here: string, name: string) => `<li ${here} class="offer"><span>45 €</span> <b>${name}</b></li>`

test('a kind that is written for programs tells most', () => {
  const rows = '<div class="offer" data-offer-type="GP">Grand public 85 €</div>'
  expect(pointed(`${rows}<div data-here class="offer" data-offer-type="PMR">Place PMR 45 €</div>`)).toEqual({
    selector: '[data-offer-type="PMR"]',
    label: null,
    matches: 1,
  })
})

test('among rows of one class, the words of such a seat tell it apart', () => {
  const list = row('', 'Tribune Auteuil') + row('data-here', 'Place PMR') + row('', 'Tribune Paris')
  expect(pointed(`<ul id="tickets">${list}</ul>`)).toMatchObject({ selector: '.offer', matches: 1 })
  expect(pointed(`<ul id="tickets">${list}</ul>`)?.label?.toLowerCase()).toBe('pmr')
})

test('or else the name that no other row has; a price is none', () => {
  const list = row('', 'Tribune Auteuil') + row('data-here', 'Plateforme Est') + row('', 'Tribune Paris')
  expect(pointed(`<ul>${list}</ul>`)).toEqual({ selector: '.offer', label: 'Plateforme Est', matches: 1 })
})

test('an element without a name goes by the nearest one that has', () => {
  expect(pointed('<ul id="tickets"><li>Auteuil</li><li data-here>Boulogne</li></ul>')).toEqual({
    selector: '#tickets li',
    label: 'Boulogne',
    matches: 1,
  })
})

test('what a build tool wrote is not proposed', () => {
  expect(pointed('<div class="css-1x2y3z"><span data-here class="sc-bdVaJa">PMR</span></div>')).toBeNull()
})

test('two rows that say the same are two', () => {
  expect(pointed(`<ul>${row('data-here', 'Place PMR')}${row('', 'Place PMR')}</ul>`)).toMatchObject({
    selector: '.offer',
    matches: 2,
  })
})
