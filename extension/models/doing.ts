/** Where a check that the person asked for stands. */
export type Step = 'looking' | 'done'

/** Why something that the person asked for was not done. */
export type Trouble =
  | 'refused'
  | 'not-a-page'
  | 'not-private'
  | 'no-name'
  | 'already-followed'
  | 'too-many'
  | 'no-page'
  | 'bad-field'
  | 'not-done'
