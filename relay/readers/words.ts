/**
 * Words of ticket pages in French, English, German, Spanish and Italian (VERDICTS.md part 1). Everything is compared
 * folded and by whole words, because pages write `ÉPUISÉ ²`, `Épuisé` or `é­pui­sé` for the same thing.
 */

const DROPPED = /[\u00AD\u200B-\u200D\u2060\uFEFF\u0300-\u036F]/g
const APOSTROPHES = /[\u2018\u2019\u02BC\u00B4`]/g
const PLAIN = /^[\t\n\r -_a-~]*$/

/** Lower case, without accents, soft hyphens and odd spaces; one space between words. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim()
  const bare = text.normalize('NFKD').replace(DROPPED, '').replace(APOSTROPHES, "'")
  return bare.toLowerCase().replace(/\s+/g, ' ').trim()
}

/** As the page writes it, in one line and cut. */
export function tidy(text: string, most: number): string {
  const line = text
    .slice(0, most * 8)
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line.length <= most ? line : `${line.slice(0, most - 1).toWellFormed()}…`
}

/** The words of a folded text, without signs. */
export function tokens(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '')
}

function anyOf(phrases: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${phrases
      .trim()
      .split(/\s*\n\s*/)
      .join('|')})(?![\\p{L}\\p{N}])`,
    'u',
  )
}

/** Kinds of accessible seats a type word may name. */
const ACCESSIBLE = anyOf(String.raw`
  pmr
  ufr
  pfr
  psh
  personnes? a mobilite reduite
  mobilite reduite
  fauteuils? roulants?
  wheelchairs?(?: users?)?
  easy access
  rollstuhl(?:fahrer)?(?:platz|platze)?
  movilidad reducida
  silla de ruedas
  carrozzin[ae]
  mobilita ridotta
`)

const NOT_A_SEAT =
  /\b(?:parking|stationnement|parkplatz|aparcamiento|parcheggio|car park|acces pmr|informations? pmr|entree pmr|sur demande)\b/

const GONE = anyOf(String.raw`
  epuisee?s?
  indisponibles?
  plus disponibles?
  plus de (?:places?|billets?) disponibles?
  non disponibles?
  rupture(?: de stock)?
  victime de son succes
  vente (?:terminee|close|fermee)
  guichets? fermes?
  sold ?out
  not (?:currently )?available
  unavailable
  currently unavailable
  no longer available
  out of stock
  off sale
  allocation exhausted
  ausverkauft
  vergriffen
  nicht (?:mehr )?verfugbar
  agotad[oa]s?
  no disponibles?
  esaurit[oiae]
  non disponibil[ei]
`)

/** A short state of its own: in a sentence these words say other things (« nom complet », "full price"). */
const GONE_ALONE =
  /(?:^|[-–:(]\s*)(?:complet(?:e|s|es)?|full|completo|belegt)\W*$|^(?:complet(?:e|s|es)?|completo)(?:\W|$)/

const NOT_REALLY_GONE =
  /(?:presque|bientot|quasi(?:ment)?|sin|not(?! (?:currently )?available)|pas(?: encore)?|nearly|almost|fast|casi|quasi) (?:deja )?$/

const NOT_YET = anyOf(String.raw`
  ouvertures? (?:le|a|au|dans|prochaine(?:ment)?|bientot)
  ouverture (?:des ventes|de la vente|de la billetterie|des reservations)
  mises? en vente (?:le|a|au|prochaine(?:ment)?|bientot|des|dans)
  en vente (?:le|a partir|des|bientot|prochainement)
  bientot (?:disponibles?|en vente)
  disponibles? (?:bientot|prochainement|a partir du)
  a venir
  pas encore (?:en vente|disponibles?|ouverte?)
  coming soon
  (?:on sale|register|available) soon
  on sale (?:from|on)
  not yet (?:on sale|available)
  verkaufsstart
  vorverkaufsstart
  demnachst
  proximamente
  pronto (?:estaran )?(?:en stock|a la venta|disponibles?)
  prossimamente
  in vendita dal
`)

const RESTRICTED = anyOf(String.raw`
  (?:sur|avec) justificatifs?
  justificatifs? (?:obligatoires?|demandes?|requis)
  (?:nous )?contacter
  contactez[- ]nous
  (?:me|se) connecter
  connectez[- ]vous
  connexion
  identifiez[- ]vous
  s'identifier
  reserve(?:e|s|es)? aux?
  (?:abonne|adherent|membre)s?
  log ?in
  sign ?in
  contact us
  members? only
  proof (?:of|required)
  anmelden
  einloggen
  iniciar sesion
  accedi
`)

const BUY = anyOf(String.raw`
  ajouter(?: au panier)?
  (?:je )?(?:reserve[rz]?|achete[rz]?|commande[rz]?)
  choisi[rs](?:ssez)?
  voir (?:l'offre|les (?:offres|places|billets)|la disponibilite|les disponibilites)
  billetterie
  selectionne[rz]
  panier
  buy(?: now)?
  book(?: now)?
  add to (?:basket|cart|bag)
  (?:find|get|select|choose) (?:tickets?|seats?)
  purchase
  checkout
  order(?: now)?
  in den warenkorb
  (?:jetzt )?(?:kaufen|bestellen|buchen)
  (?:anadir|agregar) al? (?:carro|carrito|cesta)
  comprar
  aggiungi al carrello
  acquista
  compra
`)

const INFO = anyOf(String.raw`
  en savoir plus
  (?:plus|voir)(?: d'| les | le )?(?:infos?|informations?|details?)
  details?
  infos?(?:rmations?)?
  conditions
  cgv
  plan(?: du stade)?
  partager
  ticket info
  more info(?:rmation)?
  (?:read|learn|find out) more
  share
  seat map
  mehr (?:infos?|erfahren)
  mas informacion
  maggiori informazioni
  retour
  back
  fermer
  close
  favoris?
  wishlist
`)

const WAITLIST = anyOf(String.raw`
  m'?alerter
  me prevenir
  prevenez[- ]moi
  (?:creer une )?alerte
  liste d'attente
  notify me
  alert me
  wait(?:ing)? ?list
  remind me
  warteliste
  benachrichtigen
  lista de espera
  avisame
  lista d'attesa
  avvisami
`)

/** The site's own words for an empty list of offers. */
const EMPTY_NOTICE = anyOf(String.raw`
  aucune? (?:offre|place|billet|resultat|ticket)s?(?: [a-z']+){0,4} (?:est |n'est |n'a )?(?:disponible|trouvee?|en vente)s?
  aucune? (?:offre|place|billet)s? (?:disponible|en vente|pour (?:ce|cet|le) (?:match|evenement))
  (?:il n'y a|pas) (?:plus )?(?:de |d'|aucune? )(?:offre|place|billet)s?(?: disponibles?)?
  aucune? (?:offre|place|billet)s? pour l(?:e|'instant|a)(?: moment)?
  no (?:tickets?|offers?|seats?)(?: (?:are|is))?(?: currently)? (?:available|found|on sale)
  there are (?:currently )?no (?:tickets?|offers?|seats?)
  (?:don't|do not) know about (?:any )?tickets? yet
  keine (?:tickets?|angebote|platze|karten)(?: (?:mehr )?(?:verfugbar|gefunden))?
  no hay (?:entradas|ofertas|plazas|billetes)(?: disponibles)?
  (?:nessun|nessuna) (?:biglietto|offerta|posto)(?: disponibile)?
  non ci sono (?:biglietti|offerte|posti)
`)

const PAST = anyOf(String.raw`
  (?:match|evenement|concert|spectacle|rencontre) (?:est )?(?:termine|passe)e?
  (?:ce|cet) (?:match|evenement|concert) (?:est|a) (?:deja )?(?:termine|passe|eu lieu)
  past (?:event|concert|match|game|show)
  this (?:event|concert|match|show) (?:has|is) (?:already )?(?:ended|finished|passed|over|taken place|in the past)
  event (?:has )?ended
  veranstaltung (?:ist )?(?:beendet|vorbei)
  evento (?:finalizado|terminado|concluso|terminato|passato)
`)

const FAILED = anyOf(String.raw`
  une erreur (?:est survenue|s'est produite)
  reessaye[rz]
  something went wrong
  an error (?:has )?occurred
  try again
  ein fehler ist aufgetreten
  se ha producido un error
  si e verificato un errore
`)

const OTHER_EVENTS = anyOf(String.raw`
  (?:matchs?|evenements?|offres?|produits?) similaires?
  (?:autres?|prochains?) (?:matchs?|evenements?|rencontres?|spectacles?|concerts?)
  vous aimerez aussi
  vous (?:pourriez|devriez) aimer
  a (?:voir|decouvrir) aussi
  recommandes?
  (?:similar|related|other|more|upcoming|recommended) (?:events?|matches|games|shows?|concerts?|products?)
  you (?:may|might) also like
  ahnliche (?:veranstaltungen|spiele)
  weitere (?:veranstaltungen|spiele)
  (?:eventos|partidos) (?:similares|relacionados)
  (?:eventi|partite) (?:simili|correlati)
`)

const PAST_EVENTS = anyOf(String.raw`
  (?:matchs?|evenements?|rencontres?) (?:passe|termine|joue)e?s
  past (?:events?|matches|games)
  vergangene (?:veranstaltungen|spiele)
  (?:eventos|partidos) pasados
  (?:eventi|partite) passat[ie]
`)

const PRICE =
  /(?:(?:€|£|\$|chf|eur) ?\d{1,5}(?:[.,' ]\d{2,3})*)|(?:\d{1,3}(?:[ .,']\d{3})*(?:[.,]\d{1,2})? ?(?:€|£|\$|chf|eur(?:os?)?)(?![a-z]))/iu
const FREE = anyOf('gratuite?s?\noffert(?:e|s|es)?\nfree(?: of charge)?\nkostenlos\ngratis\ngratuit[oa]')
const PLACES =
  /(?<![\d.,])(\d{1,3}) ?(?:places?|billets?|tickets?|seats?|plat?ze|karten|plazas|entradas|posti|bigliett[io])(?![\p{L}\p{N}])/u

const first = (rule: RegExp, folded: string): string | null => rule.exec(folded)?.[0].trim() ?? null

/** Each answers the folded words that were hit, or `null`. The text given must be folded. */
export const words = {
  accessible: (folded: string) => (NOT_A_SEAT.test(folded) ? null : first(ACCESSIBLE, folded)),
  gone(folded: string): string | null {
    const alone = GONE_ALONE.exec(folded)
    const hit = GONE.exec(folded) ?? (alone !== null && folded.length <= 60 ? alone : null)
    if (hit === null || NOT_REALLY_GONE.test(folded.slice(0, hit.index))) return null
    return hit[0].trim()
  },
  notYet: (folded: string) => first(NOT_YET, folded),
  restricted: (folded: string) => first(RESTRICTED, folded),
  buy: (folded: string) => first(BUY, folded),
  info: (folded: string) => first(INFO, folded),
  waitlist: (folded: string) => first(WAITLIST, folded),
  emptyNotice: (folded: string) => first(EMPTY_NOTICE, folded),
  past: (folded: string) => first(PAST, folded),
  failed: (folded: string) => first(FAILED, folded),
  otherEvents: (folded: string) => first(OTHER_EVENTS, folded),
  pastEvents: (folded: string) => first(PAST_EVENTS, folded),
  /** As written: the text given need not be folded. */
  price(text: string): string | null {
    const spaced = text.replace(/[\s\u00A0\u202F]+/g, ' ')
    return first(PRICE, spaced) ?? (first(FREE, fold(text)) === null ? null : '0 €')
  },
  /** Places stated, such as `2 places`. */
  places(folded: string): number | null {
    const hit = PLACES.exec(folded)
    return hit === null ? null : Number(hit[1])
  },
} as const
