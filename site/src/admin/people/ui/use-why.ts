import { usePeopleWords } from '../locales/words.ts'

/** Why somebody gets nothing any more: in words where the relay decided it, else as the channel said it. */
export function useWhy(): (why: string) => string {
  const { why: known } = usePeopleWords()
  return (why) => Object.entries(known).find(([name]) => name === why)?.[1] ?? why
}
