import type { SectionProps } from './context.ts'

import { useState } from 'preact/hooks'

import { Section, Switch } from './section.tsx'

const USUAL_QUIET = { from: '22:00', to: '07:00' }

export function Alerts({ desk, known, words }: SectionProps) {
  const { alerts } = words
  const { sound } = known.settings
  return (
    <Section id="alerts" title={alerts.title} lead={alerts.lead}>
      {!known.notices && <p class="trouble">{alerts.tested.none}</p>}
      <Switch
        checked={sound.on}
        label={alerts.sound}
        help={alerts.soundHelp}
        set={(on) => void desk.change({ sound: { ...sound, on } })}
      />
      {sound.on && (
        <div class="field">
          <label for="volume">
            {alerts.volume}
            {words.colon}
            {alerts.percent(sound.volume)}
          </label>
          <input
            id="volume"
            type="range"
            min={10}
            max={100}
            step={10}
            value={sound.volume}
            onChange={(event) =>
              void desk.change({ sound: { on: true, volume: Number(event.currentTarget.value) } })
            }
          />
        </div>
      )}
      <Test desk={desk} known={known} words={words} />
      <Quiet desk={desk} known={known} words={words} />
    </Section>
  )
}

function Test({ desk, words }: SectionProps) {
  const { alerts } = words
  const [told, tell] = useState('')
  const test = async () => {
    tell('')
    const answer = await desk.ask({ type: 'test-alert' })
    const { both, shown, none } = alerts.tested
    tell(!answer?.shown ? none : answer.sounded ? both : shown)
  }
  return (
    <div class="field">
      <button type="button" class="strong" onClick={() => void test()}>
        {alerts.test}
      </button>
      <p role="status" class="answer">
        {told}
      </p>
    </div>
  )
}

function Quiet({ desk, known, words }: SectionProps) {
  const { alerts } = words
  const { quiet } = known.settings
  return (
    <fieldset>
      <legend>{alerts.quiet}</legend>
      <Switch
        checked={quiet !== null}
        label={alerts.quietOn}
        help={alerts.quietHelp}
        set={(on) => void desk.change({ quiet: on ? USUAL_QUIET : null })}
      />
      {quiet !== null && (
        <div class="pair">
          {(['from', 'to'] as const).map((end) => (
            <div class="field" key={end}>
              <label for={`quiet-${end}`}>{alerts[end]}</label>
              <input
                id={`quiet-${end}`}
                type="time"
                required
                value={quiet[end]}
                onChange={({ currentTarget: { value } }) => {
                  if (value !== '') void desk.change({ quiet: { ...quiet, [end]: value } })
                }}
              />
            </div>
          ))}
        </div>
      )}
    </fieldset>
  )
}
