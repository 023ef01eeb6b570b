import type { DashboardRoute } from '../pages/lazy-dashboard.tsx'
import type { SpanName } from '#core/dashboard.ts'

import { useModel } from '@preact/signals'

import { clockTime } from '../../models/times.ts'
import { useAdmin } from '../context.ts'
import { hrefOf } from '../models/route.ts'
import { Bones } from '../ui/bones.tsx'
import { OpeningHeading } from '../ui/heading.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { makeDashboardDoor } from './door.ts'
import { useDashboardWords } from './locales/words.ts'
import { DashboardModel } from './models/dashboard.ts'
import { Figures } from './ui/figures.tsx'
import './dashboard.css'

const SPANS = ['hour', 'day', 'week', 'month'] as const satisfies readonly SpanName[]

let door: ReturnType<typeof makeDashboardDoor> | null = null

/** What Vigie looks at, sees, delivers and costs, as drawings with their figures. */
export function Dashboard({ route }: { route: DashboardRoute }) {
  const { session } = useAdmin()
  const words = useDashboardWords()
  door ??= makeDashboardDoor(() => session.lose())
  const span = SPANS.find((name) => name === route.span) ?? 'day'
  return (
    <section class="screen dashboard">
      <div class="screen-head">
        <div>
          <OpeningHeading>{words.title}</OpeningHeading>
          <p class="hint">{words.lead}</p>
        </div>
        <nav class="spans" aria-label={words.spans.label}>
          {SPANS.map((name) => (
            <a
              href={hrefOf({ page: 'dashboard', span: name })}
              aria-current={name === span ? 'true' : undefined}
              key={name}
            >
              {words.spans[name]}
            </a>
          ))}
        </nav>
      </div>
      <Reading span={span} key={span} />
    </section>
  )
}

function Reading({ span }: { span: SpanName }) {
  const { env, news } = useAdmin()
  const words = useDashboardWords()
  const model = useModel(() => {
    if (door === null) throw new Error('the dashboard has no door')
    return new DashboardModel(env, { door, span, news })
  })
  const state = model.state.value
  if (state.kind === 'loading') return <Bones text={words.loading} />
  if (state.kind === 'failed')
    return (
      <div class="panel panel-failed">
        <h2>{words.failed}</h2>
        <TroubleBox trouble={state.trouble} />
        <button type="button" class="button button-main" onClick={() => void model.sync()}>
          {words.retry}
        </button>
      </div>
    )
  return (
    <>
      {state.trouble !== null && (
        <TroubleBox trouble={state.trouble}>
          <p>{words.old(clockTime(state.value.at, words.locale))}</p>
        </TroubleBox>
      )}
      <Figures dashboard={state.value} />
    </>
  )
}
