import type { Samples } from '../models/samples.ts'
import type { SampleLine } from '#core/sample.ts'

import { agrees } from '#core/sample.ts'
import { useSignal } from '@preact/signals'

import { useApp } from '../../context.ts'
import { moment } from '../../models/times.ts'
import { Shape } from '../../ui/shape.tsx'
import { useAdminWords } from '../context.ts'
import { Confirm } from './confirm.tsx'

/** One saved page: what the person says of it, and what Vigie reads in it today. */
export function SampleItem({ sample, samples }: { sample: SampleLine; samples: Samples }) {
  const { locale, colon, saw } = useApp().choice.words.value
  const words = useAdminWords().teach
  const asking = useSignal(false)
  const right = agrees(sample.says, sample.verdict)
  return (
    <li class="card sample">
      <div class="card-head">
        <Shape state={sample.verdict.state} />
        <div>
          <h4>{words.says[sample.says]}</h4>
          <p class="hint">
            {moment(sample.at, locale)}, {sample.rendered ? words.rendered : words.sent}
          </p>
        </div>
      </div>
      <p class={right ? 'right' : 'wrong'}>
        {words.reads}
        {colon}
        {saw[sample.verdict.state]}. {right ? words.right : words.notRight}
      </p>
      {sample.where !== undefined && (
        <p class="hint">
          {words.pointed}
          {colon}
          <q>{sample.where}</q>
        </p>
      )}
      {!sample.faithful && <p class="hint">{words.unfaithful}</p>}
      <button
        type="button"
        class="button button-risky"
        onClick={() => {
          asking.value = true
        }}
      >
        {words.remove}
        <span class="unseen"> {moment(sample.at, locale)}</span>
      </button>
      {asking.value && (
        <Confirm
          title={words.removeTitle}
          text={words.removeText}
          run={async () => {
            const trouble = await samples.remove(sample.id)
            // What had the focus goes with it.
            if (trouble === null)
              requestAnimationFrame(() =>
                document.getElementById('teach-title')?.focus({ preventScroll: true }),
              )
            return trouble
          }}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </li>
  )
}
