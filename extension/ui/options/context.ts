import type { Known } from '../../known.ts'
import type { OptionWords } from '../../locales/fr-options.ts'
import type { Desk } from '../../models/desk.ts'

/** What every section of the settings is given. */
export type SectionProps = { desk: Desk<OptionWords>; known: Known; words: OptionWords }
