import type { LogWords } from './fr.ts'

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`
const lines = (count: number) => many(count, 'line', 'lines')

export const en: LogWords = {
  title: 'Log',
  lead: 'Everything the relay does, as it does it. The messages are in French.',
  loading: 'Reading the log…',
  failed: 'The log could not be read',
  retry: 'Try again now',
  levels: 'Levels',
  level: { success: 'Success', error: 'Error', warning: 'Warning', info: 'Info' },
  levelCount: (count) => lines(count),
  filters: 'Choose lines',
  search: 'Search the text',
  more: 'By watch or by site',
  watch: 'Watch',
  everyWatch: 'Every watch',
  removed: (id) => `Deleted watch (${id})`,
  host: 'Site',
  everyHost: 'Every site',
  all: 'Show everything',
  count: (shown, read) => (shown === read ? lines(shown) : `${shown.toLocaleString('en')} of ${lines(read)}`),
  said: (shown) => (shown === 0 ? 'No line matches.' : `${lines(shown)}.`),
  pause: 'Pause',
  resume: 'Resume',
  paused: (waiting) => (waiting === 0 ? 'Paused' : `Paused: ${waiting.toLocaleString('en')} more`),
  toEnd: 'Go to the end',
  below: (count) => many(count, 'new line', 'new lines'),
  list: 'Lines of the log, the newest at the end',
  keys: 'With the keyboard: arrows and Page go from line to line, Home and End to either end.',
  open: 'See the watch',
  top: {
    more: 'Older lines follow.',
    reading: 'Reading older lines…',
    failed: 'The older lines could not be read.',
    whole: 'The log begins here. The relay keeps nothing older.',
    full: (count) => `The first of the ${lines(count)} kept on screen.`,
  },
  begun: (time) => `At ${time} the relay came back with another log: the one before is no longer there.`,
  gap: {
    asking: (count) => `Reading ${many(count, 'missed line', 'missed lines')}…`,
    failed: (count) => `${many(count, 'line is', 'lines are')} missing here and could not be read.`,
    dropped: (count) =>
      many(
        count,
        'line is missing here: the relay no longer keeps it.',
        'lines are missing here: the relay no longer keeps them.',
      ),
  },
  empty: 'Nothing in the log yet',
  emptyText: 'The first line will appear here by itself.',
  nothing: 'No line matches',
  nothingText: 'Choose more, or wait: a line that matches will appear by itself.',
}
