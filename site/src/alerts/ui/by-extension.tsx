import { browserNameOf } from '../browser-name.ts'
import { useExtensionWords } from '../locales/extension.ts'

/** The extension of the reader's own browser. It is in no store yet, and this says so. */
export function ByExtension() {
  const words = useExtensionWords()
  const name = browserNameOf(navigator.userAgent)
  return (
    <section class="card form" aria-labelledby="by-extension">
      <h3 id="by-extension">{words.title}</h3>
      <p>{words.lead}</p>
      {name === 'other' ? (
        <p class="hint">{words.other}</p>
      ) : (
        <>
          <p class="hint">{words.noStore[name]}</p>
          <details class="more">
            <summary>{words.how[name]}</summary>
            <ol class="extension-steps">
              {words.steps[name].map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </details>
        </>
      )}
    </section>
  )
}
