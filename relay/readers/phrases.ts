/** The phrases behind `words.ts`, written folded: lower case, no accents. Sources: VERDICTS.md part 1. */

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

export const NOT_A_SEAT =
  /\b(?:parking|stationnement|parkplatz|aparcamiento|parcheggio|car park|(?:acces|accueil|informations?|entree|sanitaires?|toilettes?) pmr|sur demande|on request|auf anfrage|scrivere a|wheelchair (?:access|entrance|hire|toilets?))\b/

export const GONE = anyOf(String.raw`
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
export const GONE_ALONE =
  /(?:^|[-–:(]\s*|(?:pmr|ufr|places?|espaces?|secteur|tribune|zone|bloc) )(?:complet(?:e|s|es)?|full|completo|belegt)\W*$|^(?:complet(?:e|s|es)?|completo)(?:\W|$)/

export const NOT_REALLY_GONE =
  /(?:presque|bientot|quasi(?:ment)?|sin|not(?! (?:currently )?available)|pas(?: encore)?|nearly|almost|fast|casi|quasi) (?:deja )?$/

export const NOT_YET = anyOf(String.raw`
  ouvertures? (?:le|a|au|dans|prochaine(?:ment)?|bientot)
  ouverture (?:des ventes|de la vente|de la billetterie|des reservations)
  mises? en vente (?:le|a|au|prochaine(?:ment)?|bientot|des|dans)
  en vente (?:le|a partir|des|bientot|prochainement)
  bientot (?:disponibles?|en vente)
  disponibles? (?:bientot|prochainement|a partir du)
  a venir
  preventes? (?:le|a partir|du|des|bientot)
  pas encore (?:en vente|disponibles?|ouverte?)
  coming soon
  (?:on sale|register|available) soon
  on sale (?:from|on)
  not yet (?:on sale|available)
  verkaufsstart
  vorverkaufsstart
  vorverkauf (?:ab|startet|beginnt)
  demnachst
  proximamente
  pronto (?:estaran )?(?:en stock|a la venta|disponibles?)
  prossimamente
  in vendita dal
`)

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

/** The site's own words for an empty list of offers. */
export const EMPTY_NOTICE = anyOf(String.raw`
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

export const PAST = anyOf(String.raw`
  (?:match|evenement|concert|spectacle|rencontre) (?:est )?(?:termine|passe)e?
  (?:ce|cet) (?:match|evenement|concert) (?:est|a) (?:deja )?(?:termine|passe|eu lieu)
  past (?:event|concert|match|game|show)
  this (?:event|concert|match|show) (?:has|is) (?:already )?(?:ended|finished|passed|over|taken place|in the past)
  event (?:has )?ended
  veranstaltung (?:ist )?(?:beendet|vorbei)
  evento (?:finalizado|terminado|concluso|terminato|passato)
`)

export const FAILED = anyOf(String.raw`
  une erreur (?:est survenue|s'est produite)
  reessaye[rz]
  something went wrong
  an error (?:has )?occurred
  try again
  ein fehler ist aufgetreten
  se ha producido un error
  si e verificato un errore
`)

export const OTHER_EVENTS = anyOf(String.raw`
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

export const PAST_EVENTS = anyOf(String.raw`
  (?:matchs?|evenements?|rencontres?) (?:passe|termine|joue)e?s
  past (?:events?|matches|games)
  vergangene (?:veranstaltungen|spiele)
  (?:eventos|partidos) pasados
  (?:eventi|partite) passat[ie]
`)

export const PRICE =
  /(?:(?:€|£|\$|chf|eur) ?\d{1,5}(?:[.,' ]\d{2,3})*)|(?:\d{1,3}(?:[ .,']\d{3})*(?:[.,]\d{1,2})? ?(?:€|£|\$|chf|eur(?:os?)?)(?![a-z]))/iu
export const FREE = anyOf(
  'gratuite?s?\noffert(?:e|s|es)?\nfree(?: of charge)?\nkostenlos\ngratis\ngratuit[oa]',
)
export const PLACES =
  /(?<![\d.,])(\d{1,3}) ?(?:places?|billets?|tickets?|seats?|plat?ze|karten|plazas|entradas|posti|bigliett[io])(?![\p{L}\p{N}])/u
