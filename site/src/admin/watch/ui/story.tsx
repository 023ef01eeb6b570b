import type { AdminWatch } from '../../door.ts'

import { useModel } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { Bones } from '../../ui/bones.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useStoryWords } from '../locales/words.ts'
import { StoryModel } from '../models/story.ts'
import { ChecksCard } from './checks-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { NextCard } from './next-card.tsx'
import { WhoCard } from './who-card.tsx'

/** How one watch went, what comes next, and who said what. */
export function Story({ watch }: { watch: AdminWatch }) {
  const { env, door, news } = useAdmin()
  const words = useStoryWords()
  const model = useModel(() => new StoryModel(env, { door, watchId: watch.id, news }))
  const state = model.state.value
  return (
    <section class="story" aria-labelledby="story-title">
      <h2 id="story-title" class="unseen">
        {words.history.title}
      </h2>
      {state.kind === 'loading' && <Bones text={words.story.loading} />}
      {state.kind === 'failed' && (
        <div class="panel panel-failed">
          <h3>{words.story.failed}</h3>
          <TroubleBox trouble={state.trouble} />
          <button type="button" class="button button-main" onClick={() => void model.sync()}>
            {words.story.retry}
          </button>
        </div>
      )}
      {state.kind === 'shown' && (
        <>
          {state.trouble !== null && <TroubleBox trouble={state.trouble} />}
          <HistoryCard history={state.story.history} range={model.range.value} onRange={model.show} />
          <NextCard watch={watch} outlook={state.story.outlook} />
          <WhoCard words={state.story.words} reports={state.story.reports} />
          <ChecksCard checks={state.story.checks} />
        </>
      )}
    </section>
  )
}
