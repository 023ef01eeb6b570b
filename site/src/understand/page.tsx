import type { Chapter } from './fr.ts'

import { useApp } from '../context.ts'
import { Footer } from '../ui/footer.tsx'
import { Header } from '../ui/header.tsx'
import { Shape } from '../ui/shape.tsx'
import { UNDERSTAND_DICTIONARIES } from './words.ts'

const STATES = ['available', 'none', 'unknown', 'stale', 'waiting'] as const
/** The states are explained after how Vigie works. */
const BEFORE_STATES = 2

const useUnderstandWords = () => UNDERSTAND_DICTIONARIES[useApp().choice.language.value]

/** What PMR seats are, how Vigie works and what it never does, in plain words. */
export function UnderstandPage() {
  const words = useUnderstandWords()
  const home = `/?lang=${useApp().choice.language.value}`
  const { chapters, states } = words
  const places = [...chapters.slice(0, BEFORE_STATES), states, ...chapters.slice(BEFORE_STATES)]
  return (
    <>
      <a class="skip" href="#text">
        {words.skip}
      </a>
      <Header home={home}>
        <a class="top-link" href={home}>
          {words.back}
        </a>
      </Header>
      <main class="understand" id="text" tabIndex={-1}>
        <header class="understand-head">
          <h1>{words.title}</h1>
          <p class="understand-lead">{words.lead}</p>
        </header>
        <nav class="contents" aria-labelledby="contents">
          <h2 id="contents">{words.contents}</h2>
          <ul>
            {places.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="chapters">
          {chapters.slice(0, BEFORE_STATES).map((chapter) => (
            <Text chapter={chapter} key={chapter.id} />
          ))}
          <States />
          {chapters.slice(BEFORE_STATES).map((chapter) => (
            <Text chapter={chapter} key={chapter.id} />
          ))}
          <p class="understand-more">
            <a class="go-on" href={`${home}#alerts`}>
              {words.more.alerts}
            </a>
            <a href={`${home}#privacy`}>{words.more.known}</a>
          </p>
        </div>
      </main>
      <Footer version={null} />
    </>
  )
}

function Text({ chapter: { id, title, lines, list, steps } }: { chapter: Chapter }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {list !== undefined && (
        <ul class="points">
          {list.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      )}
      {steps !== undefined && (
        <ol class="points">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </section>
  )
}

function States() {
  const { states } = useUnderstandWords()
  const { verdict } = useApp().choice.words.value
  return (
    <section aria-labelledby={states.id} class="legend">
      <h2 id={states.id} tabIndex={-1}>
        {states.title}
      </h2>
      <p>{states.lead}</p>
      <ul>
        {STATES.map((state) => (
          <li key={state}>
            <Shape state={state} />
            <p>
              <strong>{verdict[state]}</strong> {states[state]}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
