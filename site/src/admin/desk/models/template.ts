import type { Environment } from '../../../environment.ts'
import type { DeskDoor, Preview, TemplateKey, TemplatesList } from '../door.ts'
import type { Trouble } from '../../trouble.ts'
import type { Template } from '#core/template.ts'

import { createModel, effect, signal } from '@preact/signals'

/** After the last key, so that not every letter is asked about. */
const PAUSE_MS = 250

type Parts = { door: DeskDoor; list: TemplatesList; key: TemplateKey }

/** The words of one message, with a live preview of what is typed. */
export const TemplateModel = createModel((env: Environment, { door, list, key }: Parts) => {
  const stored =
    list.templates.find(
      (one) => one.channel === key.channel && one.kind === key.kind && one.locale === key.locale,
    ) ?? null
  const own = signal<Template | null>(stored === null ? null : { title: stored.title, body: stored.body })
  /** What stands in the fields; the shipped words in their own names, until somebody types. */
  const draft = signal<Template>(own.value ?? { title: '{title}', body: '{lines}' })
  const preview = signal<Preview | null>(null)
  const trouble = signal<Trouble | null>(null)
  const busy = signal(false)
  let asked = 0

  async function look(template: Template) {
    asked += 1
    const mine = asked
    const answer = await door.preview(key, template)
    if (mine !== asked) return
    trouble.value = answer.ok ? null : answer.trouble
    if (answer.ok) preview.value = answer.value
  }

  effect(() => {
    const template = draft.value
    return env.after(PAUSE_MS, () => void look(template))
  })

  async function keep(template: Template | null): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    const answer = await door.keepTemplate(key, template)
    busy.value = false
    trouble.value = answer.ok ? null : answer.trouble
    if (!answer.ok) return false
    own.value = template
    if (template === null) draft.value = { title: '{title}', body: '{lines}' }
    return true
  }

  return {
    own,
    draft,
    preview,
    trouble,
    busy,
    type(change: Partial<Template>) {
      draft.value = { ...draft.value, ...change }
    },
    save: () => keep(draft.value),
    reset: () => keep(null),
  }
})

export type TemplateEdit = InstanceType<typeof TemplateModel>
