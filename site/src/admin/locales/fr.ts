import type { CheckState } from '../models/checks.ts'
import type { NavGroup } from '../models/nav.ts'

import { tend } from './fr-list.ts'
import { proof, teach } from './fr-proof.ts'
import { seen } from './fr-seen.ts'
import { trouble } from './fr-trouble.ts'
import { watch } from './fr-watch.ts'

const some = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`

export const fr = {
  ...watch,
  ...seen,
  ...proof,
  ...teach,
  tend,
  trouble,
  title: (screen: string) => `${screen} · Vigie, administration`,
  skip: 'Aller au contenu',
  admin: 'Administration',
  publicPage: 'Page publique',
  signOut: 'Se déconnecter',
  signingOut: 'Déconnexion…',
  detail: 'Détail technique',
  nav: {
    menu: 'Menu',
    groups: { watching: 'Veiller', people: 'Prévenir', tuning: 'Régler', access: 'Accès' } satisfies Record<
      NavGroup,
      string
    >,
  },
  desk: {
    dashboard: 'Tableau de bord',
    log: 'Journal',
    logOf: 'Son journal',
    people: 'Abonnés',
    devices: 'Navigateurs',
    alerts: 'Alertes',
    rules: 'Règles',
    templates: 'Textes',
    settings: 'Réglages',
    account: 'Compte',
    audit: 'Registre',
    loading: 'Ouverture de cet écran…',
    failed: 'Cet écran n’est pas arrivé',
    failedText:
      'Vérifiez votre connexion, puis réessayez. Si cela dure, rechargez la page : Vigie a peut-être changé de version.',
    retry: 'Réessayer',
  },
  signIn: {
    tagline: 'Pour qui tient la barre.',
    title: 'Administration',
    lead: 'Le mot de passe est celui que le relais a affiché à son premier démarrage, ou celui de ADMIN_PASSWORD.',
    user: 'Nom d’utilisateur',
    password: 'Mot de passe',
    show: 'Montrer le mot de passe',
    hide: 'Cacher le mot de passe',
    submit: 'Se connecter',
    busy: 'Connexion…',
    ended: 'Votre session est terminée. Reconnectez-vous : ce que vous aviez écrit est gardé.',
    left: 'Vous êtes déconnecté.',
    wait: (length: string) => `Nouvel essai possible dans ${length}.`,
    missing: 'Écrivez le mot de passe.',
    passkey: 'Se connecter par clé d’accès',
    or: 'ou',
    second: 'Encore une preuve',
    secondLead: 'Le mot de passe est bon. Prouvez encore que c’est vous.',
    secondPasskey: 'Utiliser une clé d’accès',
    code: 'Code de l’application, ou code de secours',
    recovery: 'Code de secours',
    codeHint:
      'Six chiffres qui changent toutes les 30 secondes. Sans votre téléphone : un de vos codes de secours.',
    recoveryHint: 'Un des codes notés quand vous avez ajouté votre clé d’accès.',
    codeMissing: 'Écrivez le code.',
    back: 'Revenir au mot de passe',
    asking: 'Vérification de votre session…',
    unsure: 'On ne sait pas si vous êtes connecté',
    retry: 'Réessayer',
  },
  list: {
    title: 'Les veilles',
    count: (count: number) => some(count, 'veille', 'veilles'),
    add: 'Ajouter une veille',
    empty: 'Aucune veille pour l’instant',
    emptyText:
      'Collez le lien d’un match : Vigie regarde la page tout de suite et vous dit ce qu’elle y voit.',
    loading: 'Lecture des veilles…',
    failed: 'Impossible de lire les veilles',
    retry: 'Réessayer maintenant',
    private: 'Privée',
    one: 'Une veille',
    now: 'En ce moment',
    gone: 'Veille introuvable',
    lastCheck: 'Dernière vérification',
  },
  check: {
    ask: 'Vérifier maintenant',
    running: (length: string) => `Vérification en cours, ${length}…`,
    late: 'Demandée, mais le site impose son rythme. Le résultat viendra ici de lui-même.',
    done: 'Vérifiée à l’instant.',
    asked: (name: string) => `Vérification demandée : ${name}.`,
    result: (name: string, verdict: string) => `${name} : ${verdict}.`,
  } satisfies Record<Exclude<CheckState['kind'], 'failed'> | 'ask' | 'asked' | 'result', unknown>,
  how: {
    label: 'Comment Vigie regarde',
    unknown: 'Pas encore regardée.',
  },
  confirm: {
    confirm: 'Supprimer',
    busy: 'Suppression…',
    doing: 'Un instant…',
    keep: 'Garder',
    leave: 'Ne rien changer',
  },
  remove: {
    ask: 'Supprimer la veille',
    title: (name: string) => `Supprimer « ${name} » ?`,
    text: 'Vigie ne regardera plus cette page et personne ne sera plus prévenu. Pendant un jour, vous pourrez la remettre entière depuis la liste.',
    done: (name: string) => `Veille supprimée : ${name}.`,
  },
}

export type AdminWords = typeof fr
