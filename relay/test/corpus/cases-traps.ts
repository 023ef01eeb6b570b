import type { CorpusCase } from './corpus-case.ts'

import { SHORT_MS } from './corpus-case.ts'
import { BUTTON, PMR, SIBLINGS, matchPage, pmr } from './markup.ts'

/** What else a row may say or hide, beyond the cases of VERDICTS.md 5.4: each has misled some watcher or may. */

const beside = (offers: string, head = '') => matchPage({ offers: SIBLINGS + offers, head })
const named = (id: string, title: string, page: string, expect: CorpusCase['expect']): CorpusCase => ({
  id,
  title,
  page,
  expect,
  ...(JSON.stringify(expect).includes('unknown:ambiguous') ? { deadlineMs: SHORT_MS } : {}),
})

const says = (id: string, words: readonly string[], expect: string, control = BUTTON): CorpusCase[] =>
  words.map((word, at) =>
    named(
      `${id}-${at + 1}`,
      `"${word}" in its row`,
      beside(pmr({ more: `<p>${word}</p>`, control })),
      expect,
    ),
  )

const WORDS: CorpusCase[] = [
  ...says(
    't-open',
    [
      'Plus que 2 places !',
      'Il reste 1 place',
      'Bientôt épuisé',
      'Dernières places',
      'Encore disponible',
      'Pack complet : place, accompagnateur et parking',
      'Disponible jusqu’à épuisement des stocks',
      'Quantité limitée à 2 par personne',
      'Billet non échangeable, non remboursable',
      'Annulation possible jusqu’à 3 jours avant',
      'Limited availability',
      'Almost sold out',
    ],
    'available',
  ),
  ...says(
    't-gone',
    [
      'Vente terminée',
      'Vente suspendue',
      'Victime de son succès',
      'Plus aucune place disponible',
      '0 place disponible',
      'Places disponibles : 0',
      'Disponibles : 0',
      'Seats available: 0',
      'Guichets fermés',
      'Non disponible',
      'Toutes les places ont été vendues',
      'No longer available',
      'Allocation exhausted',
      'Nicht mehr verfügbar',
    ],
    'none',
    '',
  ),
  ...says(
    't-later',
    ['Ouverture prochaine', 'En vente bientôt', 'Pas encore en vente', 'Available soon'],
    'none',
    '',
  ),
  // Words that also stand in sentences about other things: somebody looks.
  ...says('t-soon', ['Prochainement'], 'none | unknown:ambiguous-offer', ''),
  ...says('t-chosen', ['Quantité : 0', 'Nombre de places : 0'], 'available | unknown:ambiguous-offer'),
]

const CONTROLS: CorpusCase[] = [
  named(
    't-value',
    'a button whose value says sold out',
    beside(pmr({ control: '<input type="button" value="Épuisé">' })),
    'none',
  ),
  named(
    't-picture',
    'a picture over the row says sold out',
    beside(pmr({ more: '<img src="/x.png" alt="Épuisé" width="90" height="40">', control: '' })),
    'none',
  ),
  named(
    't-class',
    'a disabled look by class alone',
    beside(pmr({ control: '<a href="/x" class="btn disabled">Réserver</a>' })),
    'none',
  ),
  named(
    't-not-disabled',
    'aria-disabled="false"',
    beside(pmr({ control: '<button aria-disabled="false">Réserver</button>' })),
    'available',
  ),
  named(
    't-option',
    'the only option says sold out',
    beside(pmr({ control: '<select><option value="">Épuisé</option></select>' })),
    'none',
  ),
  named(
    't-choose',
    'a select of 0 to 2',
    beside(pmr({ control: '<select><option>0</option><option>1</option><option>2</option></select>' })),
    'available',
  ),
  named('t-alert', 'only a way to be told', beside(pmr({ control: '<button>M’alerter</button>' })), 'none'),
  named(
    't-link',
    'the whole row is a link',
    beside(`<a href="/fr/acheter/pmr" data-offer-type="PMR"><h2>Place PMR</h2><span>45,00 €</span></a>`),
    'available',
  ),
  named(
    't-checkbox',
    'a filter box whose label bears the type',
    matchPage({
      above:
        '<fieldset><legend>Filtrer</legend><input type="checkbox" data-offer-type="PMR" id="f"><label for="f">PMR</label></fieldset>',
    }),
    'none',
  ),
]

const sheet = (rule: string) => `<style>${rule}</style>`
const drawn = (id: string, title: string, page: string, rendered: string): CorpusCase =>
  named(id, title, page, { rendered })

const SIGHT: CorpusCase[] = [
  drawn(
    't-after',
    'the style sheet writes "Épuisé" behind the row',
    beside(pmr({ attributes: 'id="x"', control: '' }), sheet('#x::after{content:"Épuisé"}')),
    'none',
  ),
  drawn(
    't-before',
    'the style sheet writes "Complet" on the button',
    beside(pmr({ control: '<button class="full"></button>' }), sheet('.full::before{content:"Complet"}')),
    'none',
  ),
  drawn(
    't-tiny',
    'letters without a size',
    beside(
      `<div style="font-size:0;line-height:0">${PMR.replaceAll('<button', '<button style="display:none"')}</div>`,
    ),
    'none | unknown:ambiguous-offer',
  ),
  drawn('t-dialog', 'in a dialog that is closed', beside(`<dialog>${PMR}</dialog>`), 'none'),
  drawn('t-popover', 'in a popover that is closed', beside(`<div popover>${PMR}</div>`), 'none'),
  drawn(
    't-faint',
    'an ancestor is all but transparent',
    beside(`<div style="opacity:.03">${PMR}</div>`),
    'none',
  ),
  drawn(
    't-above',
    'above the top of the page',
    beside(`<div style="position:absolute;top:-9999px">${PMR}</div>`),
    'none',
  ),
  drawn(
    't-media',
    'only for printing',
    beside(`<div class="p">${PMR}</div>`, sheet('.p{display:none}@media print{.p{display:block}}')),
    'none',
  ),
  drawn(
    't-aria-hidden',
    'hidden from screen readers only',
    beside(`<div aria-hidden="true">${PMR}</div>`),
    'available',
  ),
  drawn(
    't-right',
    'in a carousel to the right, to be reached by scrolling',
    beside(
      `<div style="display:flex;overflow-x:auto;width:600px"><div style="min-width:900px">Un</div><div style="min-width:400px">${PMR}</div></div>`,
    ),
    'available',
  ),
  drawn(
    't-contents',
    'in a box without a box of its own',
    beside(`<div style="display:contents">${PMR}</div>`),
    'available',
  ),
  drawn(
    't-zoom',
    'scaled to half its size',
    beside(`<div style="transform:scale(.5)">${PMR}</div>`),
    'available',
  ),
]

const SEVERAL: CorpusCase[] = [
  named('t-two', 'two seats that are the same', beside(PMR + PMR), 'available'),
  named(
    't-other-gone',
    'one PMR row sold out, one open later, none to be had',
    beside(pmr({ control: '<b>Épuisé</b>' }) + pmr({ control: '<b>Bientôt disponible</b>' })),
    'none',
  ),
  named(
    't-all-gone',
    'everything is sold out',
    matchPage({
      offers: ['GP', 'VIP', 'PMR']
        .map((type) => `<div data-offer-type="${type}"><h2>${type}</h2>85 € <b>Épuisé</b></div>`)
        .join(''),
    }),
    'none',
  ),
  named(
    't-banner',
    'a banner on top says that PMR seats are sold out, none is listed',
    matchPage({ above: '<p class="alert">Les places PMR sont épuisées.</p>' }),
    'none',
  ),
  named(
    't-banner-open',
    'a banner says that PMR seats are sold out, and one has come back',
    matchPage({ above: '<p class="alert">Les places PMR sont épuisées.</p>', offers: SIBLINGS + PMR }),
    'available | unknown:ambiguous-offer',
  ),
]

export const TRAP_CASES: readonly CorpusCase[] = [...WORDS, ...CONTROLS, ...SIGHT, ...SEVERAL]
