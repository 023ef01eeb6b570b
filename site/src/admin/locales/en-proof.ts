import type { AdminWords } from './fr.ts'

export const proof: Pick<AdminWords, 'evidence'> = {
  evidence: {
    title: 'Evidence',
    lead: 'What Vigie has kept: every opening, everything ambiguous and the beginning of each blindness.',
  },
}
