import type { Words } from './locales/en.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'

import { html } from 'hono/html'

import { en } from './locales/en.ts'
import { fr } from './locales/fr.ts'

export type Contract = ReturnType<OpenAPIHono['getOpenAPI31Document']>
export type Language = 'fr' | 'en'

type PathItem = NonNullable<Contract['paths']>[string]
type Operation = NonNullable<PathItem['get']>
type Call = { method: string; path: string; operation: Operation }

const WORDS: Record<Language, Words> = { fr, en }
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The contract as a page that needs no script, drawn from the document that programs read. */
export function drawDocs(contract: Contract, language: Language) {
  const words = WORDS[language]
  const other = language === 'fr' ? 'en' : 'fr'
  const tags = Object.entries(words.docs.tags)
  const calls = listCalls(contract)
  const ofTag = (tag: string) => calls.filter((call) => call.operation.tags?.includes(tag) === true)
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.docs.title}</title>
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="stylesheet" href="/docs/style.css" />
      </head>
      <body>
        <a class="skip" href="#calls">${words.docs.skip}</a>
        <header>
          <h1>${words.docs.title}</h1>
          <p>${words.docs.intro}</p>
          <p>
            <a href="/api/openapi.json">${words.docs.download}</a> ·
            <a href="/docs?lang=${other}" lang="${other}" hreflang="${other}">${words.docs.other}</a>
          </p>
          <nav aria-label="${words.docs.contents}">
            <ul>
              ${tags.map(([tag, title]) => html`<li><a href="#${tag}">${title}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main id="calls">
          ${tags.map(
            ([tag, title]) =>
              html`<section aria-labelledby="${tag}">
                <h2 id="${tag}">${title}</h2>
                ${ofTag(tag).map((call) => drawCall(call, words))}
              </section>`,
          )}
          <section aria-labelledby="shapes">
            <h2 id="shapes">${words.docs.shapes}</h2>
            ${Object.entries(contract.components?.schemas ?? {}).map(([name, schema]) =>
              drawShape(name, schema),
            )}
          </section>
        </main>
      </body>
    </html>`
}

function listCalls(contract: Contract): Call[] {
  return Object.entries(contract.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ method, path, operation }]
    }),
  )
}

function drawCall({ method, path, operation }: Call, words: Words) {
  const id = operation.operationId ?? path
  const summaries: Record<string, string> = words.operations
  const answers: Record<string, string> = words.docs.answer
  return html`<article aria-labelledby="${id}">
    <h3 id="${id}"><code>${method.toUpperCase()} ${path}</code></h3>
    <p>${drawText(summaries[id])}</p>
    ${needs(operation, 'session') ? html`<p class="admin">${words.docs.admin}</p>` : ''}
    ${needs(operation, 'device') ? html`<p class="admin">${words.docs.signed}</p>` : ''}
    ${drawParameters(operation, words)} ${drawBody(operation, words)}
    <h4>${words.docs.answers}</h4>
    <dl>
      ${Object.entries(operation.responses ?? {}).map(([status, response]) => {
        const shape = shapeOf(response)
        return html`<dt>${status}</dt>
          <dd>${drawText(answers[status])} ${shape === null ? '' : drawLink(shape)}</dd>`
      })}
    </dl>
  </article>`
}

/** Whether a call is refused without this proof. */
const needs = ({ security = [] }: Operation, scheme: string) => security.some((one) => scheme in one)

function drawParameters({ parameters = [] }: Operation, words: Words) {
  if (parameters.length === 0) return ''
  const texts: Record<string, string> = words.docs.parameter
  return html`<h4>${words.docs.parameters}</h4>
    <dl>
      ${parameters.map((parameter) => {
        if ('$ref' in parameter) return ''
        const required = parameter.required === true ? ` (${words.docs.required})` : ''
        return html`<dt><code>${parameter.name}</code>${required}</dt>
          <dd>${texts[parameter.name] ?? ''}</dd>`
      })}
    </dl>`
}

function drawBody({ requestBody }: Operation, words: Words) {
  const shape = requestBody === undefined ? null : shapeOf(requestBody)
  return shape === null
    ? ''
    : html`<h4>${words.docs.body}</h4>
        <p>${drawLink(shape)}</p>`
}

function drawShape(name: string, schema: unknown) {
  return html`<details id="shape-${name}">
    <summary><code>${name}</code></summary>
    <pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre>
  </details>`
}

/** `x` between backticks is code. */
function drawText(text = '') {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))
}

function drawLink(shape: unknown) {
  const list = within(shape, 'items')
  const reference = within(list ?? shape, '$ref')
  if (typeof reference !== 'string') return html`<code>${JSON.stringify(shape)}</code>`
  const name = reference.replace('#/components/schemas/', '')
  return html`<a href="#shape-${name}">${name}${list === undefined ? '' : '[]'}</a>`
}

function shapeOf(holder: unknown): unknown {
  return within(holder, 'content', 'application/json', 'schema') ?? null
}

/** What stands at the end of a path of keys; `undefined` when the path breaks off. */
function within(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  )
}
