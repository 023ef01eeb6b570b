/** What says that seats are gone, not there yet, or to be had; behind `words.ts`, written folded. VERDICTS.md part 1. */

import { anyOf } from './any-of.ts'

export const GONE = anyOf(String.raw`
  epuisee?s?
  indisponibles?
  plus disponibles?
  نفدت?
  نفذت?
  غير (?:متاحة?|متوفرة?)
  plus de (?:(?:places?|billets?) )?(?:disponibles?|disponibilites?)
  plus aucune? (?:place|billet|disponibilite)s?
  aucune? (?:place|billet|disponibilite|ticket)s?(?: (?:disponibles?|restante?s?))?
  quotas? (?:est )?(?:atteint|epuise)s?
  non disponibles?
  rupture(?: de stock)?
  victime de son succes
  (?:ventes?|billetterie|reservations?)(?: [a-z']+){0,4}? (?:est |sont )?(?:terminee?s?|closes?|fermee?s?|cloturee?s?|suspendue?s?|interrompue?s?)
  (?:toutes les places|tous les billets)(?: [a-z']+){0,3} (?:vendue?s|attribue?e?s)
  (?:match|concert|spectacle|evenement|seance|representation)(?: [a-z']+){0,2} (?:est |affiche )complete?
  affiche complet
  guichets? fermes?
  sold[ -]?out
  none (?:available|left|remaining)
  no (?:tickets?|seats?|places?|availability) (?:available|left(?! behind)|remaining)
  no availability
  fully booked
  booked out
  (?:ticket )?sales? (?:has |have |is |are )?(?:ended|closed)
  all (?:tickets|seats) (?:have been |are )?sold
  (?:not|no longer) on sale
  not (?:currently )?available
  unavailable
  currently unavailable
  no longer available
  out of stock
  off sale
  allocation exhausted
  ausverkauft
  vergriffen
  nicht (?:mehr )?(?:verfugbar|buchbar|erhaltlich)
  keine (?:tickets?|platze|karten)(?: mehr)?(?: verfugbar)?
  ausgebucht
  ausgeschopft
  (?:vor)?verkauf (?:ist )?(?:beendet|geschlossen)
  agotad[oa]s?
  no disponibles?
  sin (?:disponibilidad|entradas|plazas)
  no (?:quedan|hay)(?: mas)? (?:entradas|plazas|localidades)
  ventas? (?:finalizada|cerrada|terminada)s?
  esaurit[oiae]
  non (?:piu )?disponibil[ei]
  nessun[ao]? (?:posto|biglietto)(?: disponibile)?
  vendit[ae] (?:terminat|chius|conclus)[ae]
  non (?:ci sono|restano) (?:posti|biglietti)
`)

/** A short state of its own: in a sentence these words say other things (« nom complet », "full price"). */
export const GONE_ALONE =
  /(?:^|[-–:(]\s*|(?:pmr|ufr|places?|espaces?|secteur|tribune|zone|bloc) )(?:complet(?:e|s|es)?|full|completo|belegt)\W*$|^(?:complet(?:e|s|es)?|completo)(?:\W|$)/

export const NOT_REALLY_GONE =
  /(?:presque|bientot|quasi(?:ment)?|sin|not(?! (?:currently )?available)|pas(?: encore)?|nearly|almost|fast|casi|quasi) (?:deja )?$|(?<!\p{L})(?:before|until|unless|if|once|as soon as|avant (?:que|qu')|tant que|bevor|bis|falls|sobald|antes de|hasta|prima che|fino a)(?!\p{L})[^.!?|]{0,40}$/u

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
  (?:ventes?|billetterie) (?:ouvre|debute|commence)(?:nt|ra)?
  ouvre(?:nt|ra)? (?:le|a partir|dans|bientot)
  disponibles? (?:le|des le) \d
  coming soon
  (?:pre-?)?sales? (?:starts?|opens?|begins?|from)
  tickets? (?:go|goes) on sale
  available from
  (?:on sale|register|available) soon
  on sale (?:from|on)
  not yet (?:on sale|available)
  verkaufsstart
  verkauf (?:startet|beginnt|ab)
  bald (?:verfugbar|erhaltlich)
  vorverkaufsstart
  vorverkauf (?:ab|startet|beginnt)
  demnachst
  proximamente
  a la venta (?:el|desde|a partir|pronto)
  ventas? (?:comienza|empieza|abre|desde)n?
  pronto (?:estaran )?(?:en stock|a la venta|disponibles?)
  prossimamente
  in vendita (?:dal|da|a partire)
  apertura (?:delle )?vendite
`)

/** Said of what can be had. */
export const AVAILABLE = anyOf(String.raw`
  disponibles?
  en vente
  dernie?re?s? (?:places?|billets?)
  (?:places?|billets?) restante?s?
  available
  on sale(?: now)?
  in stock
  (?:few|last|low|limited|good|best)(?: [a-z]+){0,2} (?:left|remaining|availability|tickets|seats)
  verfugbar
  restkarten
  wenige (?:tickets?|platze|karten)
  ultim[aoie]s? (?:entradas|plazas|posti|biglietti)
  disponibil[ei]
`)
