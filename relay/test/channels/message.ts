import type { ChannelMessage } from '../../src/channels/channel.ts'

/** An opening as it is told. */
export function makeMessage(given: Partial<ChannelMessage> = {}): ChannelMessage {
  return {
    text: {
      title: '2 places PMR : PSG – OM',
      lines: ['• Borelli, 15,00 €, 2 places', 'Vu à 14:07:12 par le relais (alerte 2f1c3a4b).'],
      links: [
        { label: 'Ouvrir la billetterie', url: 'https://billetterie.psg.fr/fr/match?id=1&seat=a(b)' },
        { label: 'État en direct', url: 'https://vigie.exemple.fr/' },
      ],
    },
    level: 'success',
    repeat: false,
    locale: 'fr',
    alert: {
      id: '2f1c3a4b-0000-4000-8000-123456789abc',
      createdAt: Date.UTC(2026, 10, 20, 13, 7, 12),
      content: {
        kind: 'opened',
        watchId: 'om',
        releaseId: 'r1',
        name: 'PSG – OM',
        url: 'https://billetterie.psg.fr/om',
        offers: [
          { type: 'PMR', fingerprint: 'f1', name: 'PMR', category: 'Borelli', price: '15,00 €', quantity: 2 },
        ],
        seenAt: Date.UTC(2026, 10, 20, 13, 7, 12),
        seenBy: 'relay-fetch',
      },
    },
    ...given,
  }
}
