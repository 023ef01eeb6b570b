import type { AdminWords } from './fr.ts'

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const tend: AdminWords['tend'] = {
  tools: 'Tools of the list',
  pause: 'Pause',
  resume: 'Resume',
  paused: 'Paused',
  pauseAll: 'Pause all',
  resumeAll: 'Resume all',
  pauseAllTitle: (count) => `Pause ${some(count, 'watch', 'watches')}?`,
  pauseAllText:
    'Nobody looks and nobody is told until “Resume all”, which also resumes those that were paused before.',
  pausedSaid: (name) => `Watch paused: ${name}.`,
  resumedSaid: (name) => `Watch resumed: ${name}.`,
  pausedAll: (count) => `${some(count, 'watch', 'watches')} paused.`,
  resumedAll: (count) => `${some(count, 'watch', 'watches')} resumed.`,
  order: 'Change the order',
  orderDone: 'Done with the order',
  transfer: 'Import or export',
  removed: {
    title: (count) => `${some(count, 'watch', 'watches')} deleted`,
    hint: 'Nothing is lost: history, evidence and the choices of subscribers come back with the watch.',
    when: (ago, left) => `Deleted ${ago}. Forgotten for good in ${left}.`,
    restore: 'Bring back',
    forget: 'Forget',
    forgetTitle: (name) => `Forget “${name}” for good?`,
    forgetText: 'Its evidence is erased now. The watch cannot be brought back any more.',
    forgotten: (name) => `Watch forgotten: ${name}.`,
    more: (count) => `And ${some(count, 'other', 'others')}`,
    done: (name) => `Watch brought back: ${name}.`,
  },
  changed: 'Somebody else has just changed this watch. Compare before you save.',
  compare: 'Compare',
}
