import type { Locale } from './words.ts'
import type { AlertText } from './wording.ts'

type Linked = { url: string }

/** The messages that are no alerts: to confirm an address, to find one's choices again, to try a channel. */
export const SUBSCRIPTION_WORDS: Record<
  Locale,
  {
    confirm: (link: Linked) => AlertText
    known: (link: Linked) => AlertText
    trial: (link: Linked) => AlertText
    /** Somebody will be told when this one does not answer. */
    accepted: (link: Linked) => AlertText
    /** Before the title of an alert that is only an example. */
    example: (title: string) => string
  }
> = {
  fr: {
    confirm: ({ url }) => ({
      title: 'Confirmez vos alertes Vigie',
      lines: [
        'Quelqu’un, sans doute vous, a demandé que Vigie écrive à cette adresse dès qu’une place PMR s’ouvre.',
        'Ouvrez le lien et appuyez sur le bouton : les alertes commencent. Sans cela, rien ne vous sera envoyé et cette adresse sera oubliée dans deux jours.',
      ],
      links: [{ label: 'Confirmer', url }],
    }),
    known: ({ url }) => ({
      title: 'Vous recevez déjà les alertes Vigie',
      lines: [
        'Quelqu’un, sans doute vous, a redemandé les alertes à cette adresse. Elles y arrivent déjà : rien n’a changé.',
        'Le lien mène à vos choix : matchs, heures calmes, pause, effacement.',
      ],
      links: [{ label: 'Mes choix', url }],
    }),
    trial: ({ url }) => ({
      title: 'Essai de Vigie : tout va bien, aucune place',
      lines: ['Ce message n’est qu’un essai, demandé par l’opérateur. Les alertes arriveront ici.'],
      links: [{ label: 'L’état des veilles', url }],
    }),
    accepted: ({ url }) => ({
      title: 'La deuxième personne a accepté',
      lines: ['Elle sera prévenue si vous ne répondez pas aux rappels d’une alerte.'],
      links: [{ label: 'L’état des veilles', url }],
    }),
    example: (title) => `ESSAI, rien n’est ouvert : ${title}`,
  },
  en: {
    confirm: ({ url }) => ({
      title: 'Confirm your Vigie alerts',
      lines: [
        'Somebody, probably you, asked Vigie to write to this address as soon as a wheelchair seat opens.',
        'Open the link and press the button: the alerts begin. Without that nothing will be sent to you, and this address is forgotten in two days.',
      ],
      links: [{ label: 'Confirm', url }],
    }),
    known: ({ url }) => ({
      title: 'You already get Vigie’s alerts',
      lines: [
        'Somebody, probably you, asked again for alerts at this address. They arrive there already: nothing has changed.',
        'The link leads to your choices: matches, quiet hours, pause, erasing.',
      ],
      links: [{ label: 'My choices', url }],
    }),
    trial: ({ url }) => ({
      title: 'Trial of Vigie: all is well, no seat',
      lines: ['This message is only a trial, asked for by the operator. Alerts will arrive here.'],
      links: [{ label: 'State of the watches', url }],
    }),
    accepted: ({ url }) => ({
      title: 'The second person has accepted',
      lines: ['They will be told when you do not answer the reminders of an alert.'],
      links: [{ label: 'State of the watches', url }],
    }),
    example: (title) => `TRIAL, nothing is open: ${title}`,
  },
}
