import type { ReporterKind } from './status.ts'
import type { Note, VerdictState } from './verdict.ts'

type Wording = (note: Note, state: VerdictState) => string

/** What is to be known beside a verdict, to stand as a line of its own. The one place that words a note. */
export const NOTE_WORDS: Record<'fr' | 'en', Wording> = {
  fr: ({ kind, text }, state) => {
    const says = text === '' ? '' : ` : « ${text} »`
    switch (kind) {
      case 'opensAt':
        return `vente annoncée${says}`
      case 'restricted':
        return `connexion ou justificatif demandé${says}`
      case 'priceOver':
        return `plus cher que le prix voulu${says}`
      case 'quantity':
        return (
          placesOf(
            text,
            (has, wants) => `${has} ${has > 1 ? 'places' : 'place'} seulement, ${wants} demandées`,
          ) ?? `moins de places que demandé${says}`
        )
      case 'conflict':
        return `la page se contredit${says}`
      case 'date':
        return `autre date que celle attendue${says}`
      case 'partial': {
        const who = isReporter(text) ? FRENCH[text] : null
        if (who === null) return `page lue en partie${says}`
        return state === 'unknown'
          ? `${who}, moins bien placé, ne voit aucune place`
          : `${who} ne peut pas voir la page`
      }
    }
  },
  en: ({ kind, text }, state) => {
    const says = text === '' ? '' : `: “${text}”`
    switch (kind) {
      case 'opensAt':
        return `sale announced${says}`
      case 'restricted':
        return `sign-in or proof asked for${says}`
      case 'priceOver':
        return `dearer than the wanted price${says}`
      case 'quantity':
        return (
          placesOf(text, (has, wants) => `${has} ${has === 1 ? 'seat' : 'seats'} only, ${wants} asked for`) ??
          `fewer seats than asked for${says}`
        )
      case 'conflict':
        return `the page contradicts itself${says}`
      case 'date':
        return `another date than expected${says}`
      case 'partial': {
        const who = isReporter(text) ? ENGLISH[text] : null
        if (who === null) return `page read in part${says}`
        return state === 'unknown' ? `${who}, which sees less, sees no seat` : `${who} cannot see the page`
      }
    }
  },
}

/** The judge writes `1 / 2` for one place where two are wanted. */
function placesOf(text: string, say: (has: number, wants: number) => string): string | null {
  const [, has, wants] = /^(\d{1,4}) \/ (\d{1,4})$/.exec(text) ?? []
  return has === undefined || wants === undefined ? null : say(Number(has), Number(wants))
}

const FRENCH: Record<ReporterKind, string> = {
  'relay-fetch': 'le relais',
  'relay-browser': 'le relais',
  extension: 'une extension',
}

const ENGLISH: Record<ReporterKind, string> = {
  'relay-fetch': 'the relay',
  'relay-browser': 'the relay',
  extension: 'an extension',
}

/** Where reporters disagree, `merge` names the other one. */
function isReporter(text: string): text is ReporterKind {
  return text in FRENCH
}
