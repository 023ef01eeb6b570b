import type { Known, Lookers } from '../models/known.ts'
import type { Reason } from '#core/verdict.ts'

import { ago } from '#core/age.ts'

const HEADS: Record<Known['kind'], string> = {
  seen: 'Vue',
  tried: 'Regardée en vain',
  'long-ago': 'Vue pour la dernière fois',
}

/** After « est » or « sont »: what keeps somebody from seeing. */
const BEFORE: Record<Reason, string> = {
  queue: 'dans une file d’attente',
  challenge: 'devant un contrôle « êtes-vous humain ? »',
  captcha: 'devant un captcha',
  blocked: 'devant un refus du site',
  'rate-limited': 'en pause, à la demande du site',
  login: 'devant une demande de connexion',
  consent: 'devant une fenêtre de consentement',
  maintenance: 'devant un site en maintenance',
  'http-error': 'devant une erreur du site',
  'not-found': 'devant une page disparue',
  'wrong-page': 'devant une autre page',
  offline: 'devant un site qui ne répond pas',
  empty: 'devant une page vide',
  'not-settled': 'devant une page pas encore finie',
  'layout-changed': 'devant une page méconnaissable',
  'needs-render': 'sans navigateur libre',
  'needs-detail': 'devant une annonce sans détail',
  'ambiguous-offer': 'devant une offre peu claire',
  unstable: 'devant une page qui change',
  stale: 'devant d’anciennes données',
  partial: 'devant une page incomplète',
  geo: 'trop loin pour ce site',
  paused: 'en pause',
}

const nameOf = ({ who, count }: Lookers) =>
  who === 'relay' ? 'le relais' : `${count} ${count > 1 ? 'navigateurs' : 'navigateur'}`

/** One sentence: when, by whom, and who sees something else. `now`: epoch ms. */
export function sayKnownFr({ kind, at, by, others }: Known, now: number): string {
  const head = `${HEADS[kind]} ${ago(now - at, 'fr')} par ${by.map(nameOf).join(' et ')}`
  return `${[head, ...others.map((other) => sayOther(other, now))].join(' ; ')}.`
}

function sayOther({ verdict, oldSince, ...lookers }: Known['others'][number], now: number): string {
  const many = lookers.count > 1
  const past = oldSince !== null
  const when = past ? ` ${ago(now - oldSince, 'fr')}` : ''
  const name = nameOf(lookers)
  if (verdict.state === 'unknown') {
    const is = past ? (many ? 'étaient' : 'était') : many ? 'sont' : 'est'
    return `${name} ${is} ${BEFORE[verdict.reason]}${when}`
  }
  const see = past ? (many ? 'voyaient' : 'voyait') : many ? 'voient' : 'voit'
  return verdict.state === 'none'
    ? `${name} n’y ${see} aucune place${when}`
    : `${name} y ${see} des places${when}`
}
