import { useEffect, useRef } from 'preact/hooks'

import { useAlertsWords } from '../locales/words.ts'

const ID = 'privacy'

/** What is kept of a person, in plain words; opened by a link to it. */
export function Privacy() {
  const { title, lines } = useAlertsWords().privacy
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const openWhenAsked = () => {
      if (location.hash !== `#${ID}` || details.current === null) return
      details.current.open = true
      details.current.scrollIntoView()
    }
    openWhenAsked()
    addEventListener('hashchange', openWhenAsked)
    return () => removeEventListener('hashchange', openWhenAsked)
  }, [])
  return (
    <details class="more privacy" id={ID} ref={details}>
      <summary>{title}</summary>
      <div>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </details>
  )
}
