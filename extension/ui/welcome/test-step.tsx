import type { StepProps } from './welcome-page.tsx'

import { useState } from 'preact/hooks'

import { Switch } from '../options/section.tsx'

type Props = StepProps & { onShown: () => void }

export function TestStep({ desk, known, words, onShown }: Props) {
  const [told, tell] = useState('')
  const { sound } = known.settings
  const test = async () => {
    const answer = await desk.ask({ type: 'test-alert' })
    const { both, shown, none } = words.alerts.tested
    tell(!answer?.shown ? none : answer.sounded ? both : shown)
    if (answer?.shown) onShown()
  }
  return (
    <>
      <p>{words.test.text}</p>
      <Switch
        checked={sound.on}
        label={words.test.sound}
        help={words.alerts.soundHelp}
        set={(on) => void desk.change({ sound: { ...sound, on } })}
      />
      <button type="button" class="strong" onClick={() => void test()}>
        {words.alerts.test}
      </button>
      <p role="status" class="answer">
        {told}
      </p>
    </>
  )
}
