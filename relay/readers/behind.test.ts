import { expect, test } from 'vitest'

import { judge } from '#core/judge.ts'
import { readStatic } from '#readers/static-document.ts'

import { GENERAL, HOSPITALITY, MATCH_URL, PMR_OPEN, psgPage } from '../test/psg-page.ts'

/** What is told of siblings without the target, with more markup in the offers' own part of the page. */
function told(more: string, offers = GENERAL + HOSPITALITY): string {
  const page = readStatic(psgPage({ offers: `<div>${offers}</div>${more}` }), { url: MATCH_URL })
  const verdict = judge(
    { url: MATCH_URL, target: {} },
    {
      at: 1,
      durationMs: 1,
      url: MATCH_URL,
      finalUrl: MATCH_URL,
      chain: [MATCH_URL],
      status: 200,
      headers: {},
      failure: null,
      rendered: false,
      page,
      phases: {},
    },
  )
  return verdict.state === 'unknown' ? verdict.reason : verdict.state
}

test.each([
  '<button>Voir plus d’offres</button>',
  '<a href="#" class="more">Charger plus</a>',
  '<button>Load more</button>',
  '<button>Mehr anzeigen</button>',
  '<button>Cargar más</button>',
  '<button>Carica altri</button>',
])('a list that goes on proves no absence: %s', (more) => {
  expect(told(more)).toBe('partial')
  expect(told(more, GENERAL + PMR_OPEN)).toBe('available')
})

test.each([
  '<div role="tablist"><button role="tab" aria-selected="false">Places PMR</button></div>',
  '<button aria-expanded="false">PMR et accompagnateur</button>',
  '<div role="button" aria-expanded="false"><span>Wheelchair</span></div>',
])('a closed part that is named after the seats may hold them: %s', (closed) => {
  expect(told(closed)).toBe('ambiguous-offer')
})

test.each([
  '<a href="/info">En savoir plus</a>',
  '<button disabled>Voir plus d’offres</button>',
  '<button style="display:none">Voir plus d’offres</button>',
  '<button role="tab" aria-selected="true">Places PMR</button>',
  '<button aria-expanded="false">Parking PMR</button>',
  '<button aria-expanded="false">Conditions de vente</button>',
])('other things to press change nothing: %s', (other) => {
  expect(told(other)).toBe('none')
})
