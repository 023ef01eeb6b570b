/** What pages say around their offers, behind `words.ts`; written folded. Sources: VERDICTS.md part 1. */

import { anyOf } from './any-of.ts'

/** Said in the place of offers to who is not, or no longer, logged in. */
export const LOGIN_TO_SEE = anyOf(String.raw`
  (?:connectez|identifiez)[- ]vous (?:pour|afin d[e'])
  (?:vous devez|merci de|veuillez) (?:etre connecte|vous connecter|vous identifier)
  (?:votre )?session (?:a expire|est expiree|expiree)
  (?:log|sign) ?in to (?:see|view|buy|book|continue|access|purchase)
  (?:you (?:must|need to|have to)|please) (?:be logged in|log in|sign in)
  session (?:has )?(?:expired|timed out)
  (?:bitte )?(?:melden sie sich|anmelden,? um|einloggen,? um)
  sitzung (?:ist )?abgelaufen
  (?:inicia|inicie|debes iniciar) sesion para
  sesion (?:ha )?(?:expirado|caducado)
  accedi per (?:vedere|acquistare|continuare)
  sessione scaduta
`)

/** The event has another date than it had. */
export const MOVED = anyOf(String.raw`
  (?:est |a ete )?(?:reporte|decale|reprogramme)e?s?
  nouvelle date
  postponed
  rescheduled
  new date
  verschoben
  verlegt
  neuer termin
  aplazad[oa]
  reprogramad[oa]
  rinviat[oa]
  posticipat[oa]
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
  (?:match|evenement|concert|spectacle|rencontre|event|show|game|fixture)(?: [a-z']+){0,2} (?:annulee?|cancell?ed|called off)
  (?:veranstaltung|spiel|konzert|evento|partido|partita|concerto|concierto)(?: [a-z']+){0,2} (?:abgesagt|cancelad[oa]|annullat[oa])
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

/** More of a list than is shown. */
export const MORE = anyOf(String.raw`
  (?:charger|afficher|voir) (?:plus|davantage)(?: d'offres| d'autres offres| de (?:places|billets|resultats|categories))
  (?:charger|afficher) (?:plus|davantage|la suite|tout)
  (?:afficher|voir) toutes les (?:offres|places|categories)
  (?:load|show|view) more(?: (?:tickets|offers|results|seats|options))?
  (?:show|view) all (?:tickets|offers|results|seats|options)
  mehr (?:laden|anzeigen|tickets|angebote)
  alle (?:tickets|angebote|kategorien) anzeigen
  (?:cargar|mostrar|ver) mas(?: (?:entradas|ofertas|resultados))?
  (?:carica|mostra) (?:altri|altre|altro|di piu)
`)
