import { describe, expect, test } from 'vitest'

import { readStatic } from '#readers/static-document.ts'

import { MATCH_URL, PMR_OPEN, psgPage } from '../test/psg-page.ts'

const read = (html: string) => readStatic(html, { url: MATCH_URL, event: 'Paris SG OM' })
const day = (html: string) => read(html).when?.day ?? null
const linked = (...data: object[]) =>
  data.map((each) => `<script type="application/ld+json">${JSON.stringify(each)}</script>`).join('')

const said = (words: string) => day(psgPage({ heading: `<div><h1>Paris SG - OM</h1></div><p>${words}</p>` }))

const event = (startDate: string, endDate?: string) => ({ '@type': 'SportsEvent', startDate, endDate })

const aside = (text: string) => `<h1>Paris SG - OM</h1><p><time datetime="2026-11-01">${text}</time></p>`

describe('the event’s day', () => {
  test('stands in a time beside the heading', () => {
    const heading =
      '<h1>Paris SG - OM</h1><p><time datetime="2026-12-12T21:00">samedi 12 décembre</time>, Parc des Princes</p>'
    expect(read(psgPage({ heading })).when).toEqual({
      day: '2026-12-12',
      last: '2026-12-12',
      text: 'samedi 12 décembre',
      at: Date.parse('2026-12-12T20:00:00Z'),
    })
  })

  test('or in the words there, with their year', () => {
    expect(said('Samedi 12 décembre 2026, 21 h 00')).toBe('2026-12-12')
    expect(said('12.12.2026')).toBe('2026-12-12')
    expect(said('Samedi 12 décembre')).toBeNull()
  })

  test('or in the page’s data, when that names one day', () => {
    expect(day(psgPage({ head: linked(event('2026-12-12T21:00:00+01:00')) }))).toBe('2026-12-12')
    expect(day(psgPage({ head: linked(event('2026-12-12'), event('2026-12-19')) }))).toBeNull()
    expect(read(psgPage({ head: linked(event('2026-12-12', '2026-12-14')) })).when?.last).toBe('2026-12-14')
  })

  test('is no day of a sale, of a post or of another block', () => {
    expect(day(psgPage({ heading: aside('Mise en vente le 1er novembre') }))).toBeNull()
    expect(day(psgPage({ heading: aside('Publié le 1er novembre') }))).toBeNull()
    expect(
      day(
        psgPage({ after: '<section><h2>Actualités</h2><time datetime="2026-11-01">1/11</time></section>' }),
      ),
    ).toBeNull()
  })

  test('may have been moved', () => {
    expect(read(psgPage({ heading: '<h1>Paris SG - OM</h1><p>Match reporté</p>' })).moved).toBe('reporte')
    expect(read(psgPage()).moved).toBeNull()
  })
})

test('a page without a main heading is named by its second ones', () => {
  const facts = read(psgPage({ title: 'Billetterie', heading: '<h2>Paris SG - OM</h2>' }))
  expect([facts.headings, facts.event?.found]).toEqual([['Paris SG - OM'], true])
})

const placeIn = (after: string) => read(psgPage({ after })).targets[0]?.place

describe('the place of a row', () => {
  test.each([
    [
      'another match by its name',
      `<section><h2>Paris SG - Lens</h2><div>${PMR_OPEN}</div></section>`,
      'other-event',
    ],
    ['another opponent, played away', `<section><h3>OM vs Lyon</h3>${PMR_OPEN}</section>`, 'other-event'],
    ['similar matches', `<section><h2>Matchs similaires</h2>${PMR_OPEN}</section>`, 'other-event'],
    ['past matches', `<section><h2>Matchs passés</h2>${PMR_OPEN}</section>`, 'past'],
    ['its own match, named again', `<section><h2>PARIS SG – OM</h2>${PMR_OPEN}</section>`, 'offers'],
    [
      'its own match in full',
      `<section><h2>Paris SG - Olympique de Marseille</h2>${PMR_OPEN}</section>`,
      'offers',
    ],
    ['a stand', `<section><h2>Tribune Auteuil - Bleu</h2>${PMR_OPEN}</section>`, 'offers'],
  ])('%s', (_, after, place) => {
    expect(placeIn(after)).toBe(place)
  })
})
