import type { Button, Scene } from './bot.ts'
import type { Press } from './bot-data.ts'
import type { BotWords } from './bot-words.ts'
import type { Subscriber } from './subscriber.ts'

import { BOT_WORDS } from './bot-words.ts'

/** Who looks at a screen, and all that it may show. */
export type Drawn = { person: Subscriber; scene: Scene }

export const wordsOf = ({ locale }: Subscriber): BotWords => BOT_WORDS[locale]
export const press = (label: string, what: Press): Button => ({ label, press: what })
export const back = (words: BotWords): Button => press(words.buttons.back, { on: 'home' })
