/** Pages by hand in the markup of VERDICTS.md part 1: typed offers among siblings, the match's name in the heading. */

export type PsgPage = {
  title?: string
  head?: string
  heading?: string
  /** Everything of the offers box; without it only siblings. */
  offers?: string
  /** Before and after the main part. */
  before?: string
  after?: string
}

export const MATCH_URL = 'https://billetterie.psg.fr/fr/catalogue/match-foot-masculin-paris-sg-vs-om-1'

export function offer(type: string, inner: string, attributes = ''): string {
  return `<div class="offer" data-offer-type="${type}" ${attributes}>${inner}</div>`
}

export const GENERAL = offer(
  'GP',
  '<h3>Grand public</h3><span class="price">85,00 €</span><button>Ajouter au panier</button>',
)
export const HOSPITALITY = offer(
  'HOSPITALITE',
  '<h3>Salon</h3><span class="price">390,00 €</span><button>Ajouter au panier</button>',
)
export const PMR_OPEN = offer(
  'PMR',
  '<h3>Place PMR + accompagnateur</h3><span class="price">45,00 €</span><a href="/fr/acheter/pmr-1">Réserver</a>',
)

export function psgPage(page: PsgPage = {}): string {
  const { title = 'Paris SG - OM | Billetterie', head = '', heading = '<h1>Paris SG - OM</h1>' } = page
  const { offers = `${GENERAL}${HOSPITALITY}`, before = '', after = '' } = page
  return `<!doctype html><html lang="fr"><head><title>${title}</title>${head}</head><body>${before}
    <header><nav><a href="/">Accueil</a><a href="/connexion">Me connecter</a></nav></header>
    <main>${heading}<section id="offers" class="psgMatchOffersLytList">${offers}</section></main>
    ${after}<footer><a href="/accessibilite">Accessibilité</a></footer></body></html>`
}
