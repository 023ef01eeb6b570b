import type { OptionWords } from '../../locales/fr-options.ts'
import type { WelcomeWords } from '../../locales/fr-welcome.ts'
import type { Follow } from '../../db/types.ts'
import type { Known } from '../../known.ts'
import type { Desk } from '../../models/desk.ts'
import type { ComponentChildren } from 'preact'

import { useEffect, useState } from 'preact/hooks'

import { LANGUAGES, LANGUAGE_NAMES } from '../../locales/words.ts'
import { FollowStep } from './follow-step.tsx'
import { TestStep } from './test-step.tsx'

export type WelcomePageWords = WelcomeWords & Pick<OptionWords, 'alerts' | 'display' | 'failed'>
export type StepProps = { desk: Desk<WelcomePageWords>; known: Known; words: WelcomePageWords }

/** Three steps: a match, its site, the alert. Each is done when it is, in whatever order. */
export function WelcomePage({ desk }: { desk: Desk<WelcomePageWords> }) {
  const { known, words } = desk.page.state
  return (
    <>
      <header class="top">
        <img src="/icon/48.png" alt="" width="36" height="36" />
        <h1>{words.title}</h1>
        <div class="languages" role="group" aria-label={words.display.language}>
          {LANGUAGES.map((one) => (
            <button
              type="button"
              key={one}
              lang={one}
              aria-pressed={one === known?.settings.language}
              onClick={() => void desk.change({ language: one })}
            >
              {LANGUAGE_NAMES[one]}
            </button>
          ))}
        </div>
      </header>
      <main aria-busy={known === null}>
        <div class="lookout">
          <p class="mood">{words.promise}</p>
          <p>{words.lead}</p>
        </div>
        {desk.failed && (
          <p class="trouble" role="alert">
            {words.failed}
          </p>
        )}
        {known !== null && <Steps desk={desk} known={known} words={words} />}
      </main>
    </>
  )
}

function Steps({ desk, known, words }: StepProps) {
  const [isTested, setTested] = useState(false)
  const { follows, access } = known
  const allowed = follows.filter(({ id }) => access[id] === true)
  const finish = async () => {
    await desk.change({ welcomed: true })
    desk.door.open('list')
  }
  return (
    <>
      <ol class="steps">
        <Step words={words} title={words.follow.title} done={follows.length > 0}>
          <FollowStep desk={desk} known={known} words={words} />
        </Step>
        <Step words={words} title={words.allow.title} done={isAllAllowed(follows, access)}>
          <AllowStep desk={desk} known={known} words={words} />
          {allowed.length > 0 && <p class="answer">{words.allow.given(hostsOf(allowed))}</p>}
        </Step>
        <Step words={words} title={words.test.title} done={isTested}>
          <TestStep desk={desk} known={known} words={words} onShown={() => setTested(true)} />
        </Step>
      </ol>
      <Pin desk={desk} known={known} words={words} />
      <button type="button" class="strong" onClick={() => void finish()}>
        {words.end}
      </button>
    </>
  )
}

const isAllAllowed = (follows: readonly Follow[], access: Known['access']) =>
  follows.length > 0 && follows.every(({ id }) => access[id] === true)

const hostsOf = (follows: readonly Follow[]) => [...new Set(follows.map(({ host }) => host))]

type StepBoxProps = { words: WelcomePageWords; title: string; done: boolean; children: ComponentChildren }

function Step({ words, title, done, children }: StepBoxProps) {
  return (
    <li class={done ? 'panel step-done' : 'panel'} data-row={title}>
      <h2 tabIndex={-1}>
        {title}
        {done && <span class="done-mark"> ✓ {words.done}</span>}
      </h2>
      {children}
    </li>
  )
}

/** Why is said beside each button, before the browser asks. */
function AllowStep({ desk, known, words: { allow: words } }: StepProps) {
  const [isRefused, setRefused] = useState(false)
  const waiting = known.follows.filter(({ id }) => known.access[id] !== true)
  const sites = [...new Map(waiting.map((follow) => [follow.host, follow])).values()]
  const ask = async ({ url }: Follow) => {
    const given = await desk.door.requestAccess(url)
    setRefused(!given)
    await desk.ask({ type: 'access' })
  }
  return (
    <>
      <p>{words.text}</p>
      {known.follows.length === 0 && <p class="seen">{words.wait}</p>}
      {sites.map((follow) => (
        <button type="button" class="strong" key={follow.host} onClick={() => void ask(follow)}>
          {words.button(follow.host)}
        </button>
      ))}
      <p role="status" class="wrong">
        {isRefused && words.refused}
      </p>
    </>
  )
}

function Pin({ desk, words: { pin: words } }: StepProps) {
  const [isPinned, setPinned] = useState<boolean | null>(null)
  useEffect(() => {
    const read = async () => setPinned(await desk.door.isPinned())
    void read()
    return desk.door.every(2000, () => void read())
  }, [])
  return (
    <section class="panel" aria-labelledby="pin">
      <h2 id="pin">{words.title}</h2>
      <p>{isPinned === true ? words.pinned : words.text}</p>
    </section>
  )
}
