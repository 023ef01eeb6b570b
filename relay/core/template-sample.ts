import type { AlertContent, Opening } from './alert.ts'
import type { Locale } from './words.ts'

const MINUTE = 60_000
const URL = 'https://billetterie.psg.fr/'

/** An example of each kind of message, to try words on. `now` is epoch ms. */
export function sampleOf(kind: AlertContent['kind'], now: number, locale: Locale): AlertContent {
  const about = { watchId: 'example', name: 'PSG – OM', url: URL }
  const release = { ...about, releaseId: 'example' }
  const opening = openingAt(now, release)
  const earlier = openingAt(now - 2 * MINUTE, release)
  switch (kind) {
    case 'opened':
    case 'more':
      return { kind, ...opening }
    case 'ring':
      return { kind, ...earlier, step: 2, firstAt: earlier.seenAt }
    case 'escalated':
      return { kind, ...earlier, firstAt: earlier.seenAt }
    case 'gone':
      return { kind, ...release, openedAt: now - 3 * MINUTE, closedAt: now }
    case 'digest': {
      const [one, other] = [
        { ...opening, closedAt: null },
        { ...opening, name: 'PSG – OL', closedAt: null },
      ]
      return { kind, id: 'example', step: 0, from: now, to: now, openings: [one, other] }
    }
    case 'acknowledged':
      return { kind, ...release, outcome: 'seen', at: now }
    case 'look':
      return { kind, ...about, fingerprint: '', detail: 'PMR', seenAt: now, seenBy: 'relay-browser' }
    case 'blind':
      return { kind, ...about, since: now - 15 * MINUTE, reason: 'queue' }
    case 'sighted':
      return { kind, ...about, since: now - 15 * MINUTE, at: now }
    case 'picture':
      return { kind, watchId: about.watchId, name: about.name, evidenceId: '', seenAt: now }
    case 'still-watching': {
      const share = {
        watchId: about.watchId,
        name: about.name,
        sightedMs: 480 * MINUTE,
        blindMs: 0,
        checks: 480,
      }
      return { kind, from: now - 480 * MINUTE, to: now, watches: [share] }
    }
    case 'rule':
      return {
        kind,
        ruleId: 'example',
        name: locale === 'fr' ? 'Plus de vérifications' : 'Checks have stopped',
        status: 'firing',
        severity: 'warning',
        unit: 'truth',
        group: '',
        firing: [{ what: '', value: 1, since: now - 10 * MINUTE }],
        resolved: [],
        since: now - 10 * MINUTE,
        at: now,
      }
    case 'undeliverable':
      return { kind, alertId: 'example', channel: 'telegram', outcome: 'expired', detail: '' }
  }
}

function openingAt(
  seenAt: number,
  release: Pick<Opening, 'watchId' | 'releaseId' | 'name' | 'url'>,
): Opening {
  const offer = {
    type: 'PMR',
    fingerprint: '',
    name: 'Place PMR',
    category: 'Borelli',
    price: '15,00 €',
    quantity: 2,
  }
  return { ...release, offers: [offer], seenAt, seenBy: 'relay-browser' }
}
