import type { AdminWords } from './fr.ts'

export const proof: Pick<AdminWords, 'evidence'> = {
  evidence: {
    title: 'Evidence',
    lead: 'What Vigie has kept: every opening, everything ambiguous and the beginning of each blindness.',
    loading: 'Reading the evidence…',
    failed: 'The evidence cannot be read',
    retry: 'Try again',
    empty: 'No evidence yet',
    emptyText:
      'Vigie keeps evidence when seats open, when something is not clear, or when it can no longer see the page. A check that was asked for leaves some, too.',
    cause: {
      available: 'Seats appeared',
      ambiguous: 'Something was not clear',
      blind: 'Vigie stopped seeing the page',
      'layout-changed': 'The page changed shape',
      asked: 'A check was asked for',
    },
    open: 'All that Vigie saw',
    opening: 'Reading this evidence…',
    noPicture: 'No picture: no browser drew the page at that moment.',
    picture: (name, moment) => `The page “${name}” as Vigie saw it on ${moment}`,
    whole: 'See the whole picture',
    broken: 'The picture could not be read. It may have been removed to make room.',
  },
}
