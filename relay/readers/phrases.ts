/** What rows of offers say, behind `words.ts`; written folded. Sources: VERDICTS.md part 1. */

import { anyOf } from './any-of.ts'

/** Kinds of accessible seats a type word may name. */
export const ACCESSIBLE = anyOf(String.raw`
  pmr
  ufr
  pfr
  psh
  personnes? a mobilite reduite
  mobilite reduite
  fauteuils? roulants?
  (?:places?|personnes?|spectateurs?) handicapee?s?
  places? accompagnateurs?
  wheelchairs?(?: users?)?
  easy access
  accessible (?:seats?|seating|tickets?|places?|platforms?|spaces?|bays?)
  ambulant(?: disabled)?
  ada (?:seats?|seating|tickets?|accessible)
  companion (?:seats?|tickets?)
  (?:personal assistants?|carers?)(?: tickets?)?
  rollstuhl(?:fahrer(?:innen)?)?(?:platz|platze|karten?)?
  barrierefreie?[rns]? (?:platz|platze|sitzplatz|sitzplatze|tickets?|karten?)
  begleitperson(?:en)?
  movilidad reducida
  sillas? de ruedas
  (?:plazas?|entradas?) (?:accesibles?|(?:para )?discapacitados)
  carrozzin[ae]
  (?:posti|biglietti|settore) disabili
  disabil[ei] (?:[+&e] |con )accompagnatore
  mobilita ridotta
`)

/** Who comes with somebody in a wheelchair, and where they sit: part of a seat's name. */
export const COMPANION =
  /accompagn|companion|carer|assistant|begleit|acompan|accompagnat|rangs?|range|row|reihe|fila|tribune|virage|lateral|kurve|block|bloc|section|secteur|zone|niveau|etage|level|gate|porte/

export const NOT_A_SEAT =
  /\b(?:parking|stationnement|parkplatz|aparcamiento|parcheggio|car park|(?:acces|accueil|informations?|entree|sanitaires?|toilettes?) pmr|sur demande|on request|auf anfrage|scrivere a|wheelchair (?:access|entrance|hire|toilets?))\b/

export const RESTRICTED = anyOf(String.raw`
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
  ballot
  proof (?:of|required)
  anmelden
  einloggen
  iniciar sesion
  accedi
`)

/** What leads to a login. */
export const LOGIN = anyOf(String.raw`
  (?:me|se) connecter
  connectez[- ]vous
  connexion
  identifiez[- ]vous
  s'identifier
  log ?in
  sign ?in
  anmelden
  einloggen
  iniciar sesion
  inicia sesion
  accedi
`)

export const BUY = anyOf(String.raw`
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
  احجز
  شراء
  اشتر
  اضف (?:الى|ل)[\p{L} ]{1,20}
  acquista
  compra
`)

export const INFO = anyOf(String.raw`
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

export const WAITLIST = anyOf(String.raw`
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

export const PRICE =
  /(?:(?:€|£|\$|(?<!\p{L})(?:chf|eur)) ?\d{1,5}(?:[.,' ]\d{2,3})*)|(?:\d{1,3}(?:[ .,']\d{3})*(?:[.,]\d{1,2})? ?(?:€|£|\$|chf|eur(?:os?)?)(?![a-z]))/iu
export const FREE = anyOf(
  'gratuite?s?\noffert(?:e|s|es)?\nfree(?: of charge)?\nkostenlos\ngratis\ngratuit[oa]',
)
/** « places disponibles : 0 »; « quantité : 0 » is what somebody chose so far. */
export const PLACES_AFTER =
  /(?<![\p{L}\p{N}])(?:disponibles?|restante?s?|stock|available|remaining|verfugbar|disponibil[ei]) ?: ?(\d{1,3})(?![\d.,]| ?(?:€|£|\$|eur|chf))/u
export const PLACES =
  /(?<![\d.,])(\d{1,3}) ?(?:places?|billets?|tickets?|seats?|plat?ze|karten|plazas|entradas|posti|bigliett[io])(?![\p{L}\p{N}])/u
