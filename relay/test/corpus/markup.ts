/** Pages by hand on the markup of VERDICTS.md part 1: a match page of a club's ticket site. */

/** A day counted from today in the words of a page: what has passed by is another case. */
export function day(inDays: number) {
  const date = new Date(Date.now() + inDays * 86_400_000)
  const words = (locale: string, options: Intl.DateTimeFormatOptions) =>
    date.toLocaleDateString(locale, { timeZone: 'Europe/Paris', ...options })
  return {
    /** `2026-12-12` */
    iso: words('sv-SE', {}),
    /** `samedi 12 décembre 2026` */
    french: words('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** `12/12/2026` */
    numbers: words('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric' }),
    /** `12 December 2026` */
    english: words('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }),
    /** `12.12.2026` */
    german: words('de-DE', { day: '2-digit', month: '2-digit', year: 'numeric' }),
  }
}

/** Of the match that is watched. */
export const MATCH_DAY = day(30)
/** When a sale begins. */
export const SALE_DAY = day(12)

export const dated = ({ iso, french }: ReturnType<typeof day>): string =>
  `<time class="psgMatchDate" datetime="${iso}T21:00">${french}, 21 h 00</time>`

export type Row = {
  name: string
  price?: string
  /** Markup of the way to buy; without it a plain button. */
  control?: string
  /** More markup in the row. */
  more?: string
  attributes?: string
  tag?: string
  /** Attribute of the type word. */
  attribute?: string
}

export const BUTTON = '<button type="button" class="btn btn-red">Ajouter au panier</button>'

export function row(type: string, given: Row): string {
  const { name, price, control = BUTTON, more = '', attributes = '', tag = 'div' } = given
  const { attribute = 'data-offer-type' } = given
  const tagged = price === undefined ? '' : `<span class="psgMatchPrdPrice">${price}</span>`
  return `<${tag} class="psgMatchPrd" ${attribute}="${type}" ${attributes}>
    <div class="psgMatchPrdHeader"><h2>${name}</h2>${tagged}</div>
    <div class="psgMatchPrdBody">${more}${control}</div></${tag}>\n`
}

export const GENERAL = row('GP', { name: 'Grand public', price: '85,00 €' })
const FAMILY = row('FAMILLE', { name: 'Famille', price: '60,00 €' })
export const LOUNGE = row('HOSPITALITE', { name: 'Salon VIP', price: '390,00 €' })
export const SIBLINGS = GENERAL + FAMILY + LOUNGE
export const PMR = row('PMR', { name: 'Place PMR + accompagnateur', price: '45,00 €' })

export const pmr = (given: Partial<Row>) => row('PMR', { name: 'Place PMR', price: '45,00 €', ...given })

export type Page = {
  title?: string
  lang?: string
  head?: string
  match?: string
  /** Everything of the offers list; without it only siblings. */
  offers?: string
  /** Before the header, in the header, between heading and list, after the list, after everything. */
  first?: string
  header?: string
  above?: string
  below?: string
  last?: string
  date?: string
  /** Ends before the closing tags. */
  open?: boolean
}

const NEWS = `<section class="psgNews"><h2>À la une</h2><p>Revivez les temps forts de la dernière rencontre au
  Parc des Princes et retrouvez les réactions des joueurs sur nos réseaux.</p></section>`

export function matchPage(page: Page = {}): string {
  const { match = 'Paris SG - OM', lang = 'fr', head = '', header = '', first = '', above = '' } = page
  const { offers = SIBLINGS, below = '', last = '', title = `${match} | Billetterie officielle` } = page
  const { date = dated(MATCH_DAY) } = page
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${first}
  <header class="psgHeader"><nav><a href="/fr/">Accueil</a> <a href="/fr/catalogue">Matchs</a>
    <a href="/fr/connexion">Me connecter</a> <a href="/fr/panier">Panier (0)</a></nav>${header}</header>
  <main><h1><span class="psgTeamName">${match}</span></h1><p class="psgMatchInfo">${date} Parc des Princes</p>${above}
    <section id="offers" class="psgMatchOffersLytList">${offers}</section>${below}${NEWS}</main>
  <footer><a href="/fr/cgv">Conditions générales</a> <a href="/fr/accessibilite">Accessibilité</a>
    <a href="/fr/contact">Nous contacter</a></footer>${last}${page.open === true ? '' : '</body></html>'}`
}

/** A page with nothing of the site around it. */
export const bare = (body: string, head = ''): string =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`

export const script = (code: string): string => `<script>${code}</script>`

/** Text of a script that holds the markup as a string. */
export const quoted = (html: string): string => JSON.stringify(html).replaceAll('<', '\\u003c')

export const LIST = `document.querySelector('.psgMatchOffersLytList')`

/** Puts markup at the end of the offers list, after a while. */
export const paintLater = (html: string, ms: number): string =>
  script(`setTimeout(() => ${LIST}.insertAdjacentHTML('beforeend', ${quoted(html)}), ${ms})`)

/** Fills the offers list with what a data call answers. */
export const FILLED_BY_CALL = script(
  `fetch('/api/offers').then((a) => { if (!a.ok) throw new Error('no offers'); return a.text() })
    .then((html) => { ${LIST}.innerHTML = html })`,
)

export const TALL = '<div class="psgBanner" style="height:3200px"><p>Nos partenaires</p></div>'
export const SKELETON = '<div class="skeleton" style="height:80px"></div>'.repeat(3)
