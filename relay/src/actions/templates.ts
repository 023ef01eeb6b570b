import type { AlertContent, ChannelName } from '#core/alert.ts'
import type { Template, TemplateProblem } from '#core/template.ts'
import type { AlertText, WordingOptions } from '#core/wording.ts'
import type { Context } from '../context.ts'
import type { StoredTemplate, TemplateKey } from '../store/templates.ts'

import { checkTemplate, placeholdersOf, renderTemplate, TEMPLATE_KINDS } from '#core/template.ts'
import { sampleOf } from '#core/template-sample.ts'
import { wordAlert } from '#core/wording.ts'

import { listTemplates, putTemplate } from '../store/templates.ts'
import { tell } from './tell.ts'
import { SETTING_LINES } from './words-for-settings.ts'

export type { StoredTemplate, TemplateKey, TemplateProblem }

/** For so long a change may take to reach another isolate's messages. */
const KEPT_MS = 5000

let kept: { at: number; templates: readonly StoredTemplate[] } | null = null

export type Templates = {
  kinds: { kind: AlertContent['kind']; placeholders: string[] }[]
  templates: StoredTemplate[]
}

/** What the operator has put in other words, and which names stand for what in which kind of message. */
export async function readTemplates(context: Context): Promise<Templates> {
  return {
    kinds: TEMPLATE_KINDS.map((kind) => ({ kind, placeholders: placeholdersOf(kind) })),
    templates: await listTemplates(context.env.DB),
  }
}

export type TemplateChanged =
  | { kind: 'kept' }
  | { kind: 'refused'; problems: TemplateProblem[] }
  /** Somebody else has put it in other words since: these, or the shipped ones. */
  | { kind: 'conflict'; theirs: Template | null }

/**
 * Keeps a template, or goes back to the shipped words (`null`). `seen`: the operator's words as who asks saw them, `null`
 * for none; left out, it is changed whatever it was.
 */
export async function changeTemplate(
  context: Context,
  key: TemplateKey,
  change: { template: Template | null; seen?: Template | null | undefined },
): Promise<TemplateChanged> {
  const { template } = change
  const problems = template === null ? [] : checkTemplate(key.kind, template)
  if (problems.length > 0) return { kind: 'refused', problems }
  const { DB } = context.env
  if (await putTemplate(DB, key, change)) {
    kept = null
    await tell(context, SETTING_LINES.words(key))
    return { kind: 'kept' }
  }
  const theirs = (await listTemplates(DB)).find((one) => isOf(one, key))
  return { kind: 'conflict', theirs: theirs ?? null }
}

function isOf(one: TemplateKey, key: TemplateKey): boolean {
  return one.channel === key.channel && one.kind === key.kind && one.locale === key.locale
}

/** An example of a message in these words (`null`: the shipped ones), and what is wrong with them. */
export function previewTemplate(
  context: Context,
  { kind, locale }: TemplateKey,
  template: Template | null,
): { text: AlertText; problems: TemplateProblem[] } {
  const now = context.now()
  const content = sampleOf(kind, now, locale)
  const options = { now, publicUrl: context.config.publicUrl, alertId: 'example', locale }
  const shipped = wordAlert(content, options)
  if (template === null) return { text: shipped, problems: [] }
  const problems = checkTemplate(kind, template)
  return { text: renderTemplate(template, shipped, { content, options }), problems }
}

/** The words of an alert for a channel: the operator's where there are any, else the shipped ones. */
export async function wordFor(
  context: Context,
  channel: ChannelName,
  { content, options }: { content: AlertContent; options: WordingOptions },
): Promise<AlertText> {
  const shipped = wordAlert(content, options)
  const now = context.now()
  if (kept === null || now - kept.at > KEPT_MS)
    kept = { at: now, templates: await listTemplates(context.env.DB) }
  const { locale = 'fr' } = options
  const own = kept.templates.find(
    (one) => one.channel === channel && one.kind === content.kind && one.locale === locale,
  )
  return own === undefined ? shipped : renderTemplate(own, shipped, { content, options })
}
