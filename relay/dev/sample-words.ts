import type { Says } from '#core/sample.ts'
import type { TeachNeed } from '#readers/teach.ts'

/** What `npm run sample` says, French first. */
const french = {
  usage: [
    'Usage : npm run sample -- <adresse | fichier.html> --says none|available|other [--where "mots ou css"]',
    '        [--static] [--out dossier] [--name nom]   et comme pour look : [--url adresse] [--event "mots"] …',
    '        npm run sample -- teach <dossier | hôte> [--accept] : ce que les pages gardées apprennent du site',
    'none : la bonne page, sans place · available : une place y est · other : ce n’est pas la page.',
  ],
  badSays: (given: string) => `--says : none, available ou other est attendu, pas « ${given} ».`,
  noPage: (seen: string) => `Aucune page à garder (${seen}).`,
  tooLarge: (bytes: number) => `La page nettoyée est trop grande : ${bytes} octets.`,
  kept: (path: string) => `Gardée, nettoyée : ${path}`,
  seen: (verdict: string) => `La page se lit : ${verdict}`,
  reread: (verdict: string) => `La page gardée se relit : ${verdict}`,
  unfaithful: '! Nettoyée, la page ne se lit plus comme avant : regardez-la avant de vous y fier.',
  expected: (says: string, verdict: string) =>
    `Vous dites « ${says} », Vigie lit « ${verdict} » : montrez-lui une autre page, puis « teach ».`,
  noSamples: (where: string) => `${where} : aucune page gardée ici.`,
  badSample: (path: string) => `${path} : ce n’est pas la description d’une page gardée.`,
  proposal: 'Proposition',
  ok: 'Prouvée sur toutes les pages gardées.',
  accepted: (count: number) => `Écrite dans ${count} page(s) gardée(s).`,
  columns: { page: 'page', says: 'dit', got: 'lu', agrees: 'juste' },
  needs: {
    'page-without': 'Montrez aussi la page sans place.',
    'page-with': 'Montrez aussi une page avec une place.',
    'second-page': 'Montrez une seconde page.',
    'point-at-it': 'Montrez du doigt : --where "les mots de la place, ou de l’annonce du site".',
  } as Record<TeachNeed, string>,
  says: { none: 'rien', available: 'des places', other: 'une autre page' } as Record<Says, string>,
}

const english: typeof french = {
  usage: [
    'Usage: npm run sample -- <address | file.html> --says none|available|other [--where "words or css"]',
    '       [--static] [--out folder] [--name name]   and as for look: [--url address] [--event "words"] …',
    '       npm run sample -- teach <folder | host> [--accept]: what the kept pages teach of their site',
    'none: the right page without a seat · available: a seat is there · other: it is not the page.',
  ],
  badSays: (given) => `--says: none, available or other is expected, not "${given}".`,
  noPage: (seen) => `No page to keep (${seen}).`,
  tooLarge: (bytes) => `The cleaned page is too large: ${bytes} bytes.`,
  kept: (path) => `Kept, cleaned: ${path}`,
  seen: (verdict) => `The page reads: ${verdict}`,
  reread: (verdict) => `The kept page reads: ${verdict}`,
  unfaithful: '! Cleaned, the page no longer reads as it did: look at it before you rely on it.',
  expected: (says, verdict) =>
    `You say "${says}", Vigie reads "${verdict}": show it another page, then "teach".`,
  noSamples: (where) => `${where}: no kept page here.`,
  badSample: (path) => `${path}: not the description of a kept page.`,
  proposal: 'Proposal',
  ok: 'Proven on all kept pages.',
  accepted: (count) => `Written into ${count} kept page(s).`,
  columns: { page: 'page', says: 'says', got: 'reads', agrees: 'right' },
  needs: {
    'page-without': 'Show the page without a seat, too.',
    'page-with': 'Show a page with a seat, too.',
    'second-page': 'Show a second page.',
    'point-at-it': 'Point at it: --where "the words of the seat, or of the site’s own notice".',
  },
  says: { none: 'none', available: 'seats', other: 'another page' },
}

/** In the terminal's own language. */
export const sampleWords = (language: 'fr' | 'en'): typeof french => (language === 'fr' ? french : english)
