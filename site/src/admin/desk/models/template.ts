import type { Environment } from '../../../environment.ts'
import type { DeskDoor, Preview, TemplateKey, TemplatesList } from '../door.ts'
import type { Trouble } from '../../trouble.ts'
import type { Template } from '#core/template.ts'
import type { Signal } from '@preact/signals'

import { computed, createModel, effect, signal } from '@preact/signals'

/** After the last key, so that not every letter is asked about. */
const PAUSE_MS = 250

/** What is typed and not kept yet, by message, and what of one's own it was typed over: it outlives the screen. */
export type Typed = Map<string, { own: Template | null; draft: Template }>

type Parts = { door: DeskDoor; list: TemplatesList; key: TemplateKey; typed: Typed }

/** The shipped words in their own names. */
const SHIPPED: Template = { title: '{title}', body: '{lines}' }

/** The operator's words of a message, `null` for the shipped ones. */
export function ownWords({ templates }: TemplatesList, key: TemplateKey): Template | null {
  const stored = templates.find(
    (one) => one.channel === key.channel && one.kind === key.kind && one.locale === key.locale,
  )
  return stored === undefined ? null : { title: stored.title, body: stored.body }
}

function isSame(one: Template | null, other: Template | null): boolean {
  return one?.title === other?.title && one?.body === other?.body
}

type Look = Pick<Parts, 'door' | 'key'> & {
  draft: Signal<Template>
  preview: Signal<Preview | null>
  trouble: Signal<Trouble | null>
}

/** Asks for an example of what is typed, a moment after the last key. */
function followDraft(env: Environment, { door, key, draft, preview, trouble }: Look): void {
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
}

/** What stands in the fields, kept as long as it is not what holds. */
function makeDraft({ list, key, typed }: Pick<Parts, 'list' | 'key' | 'typed'>) {
  const name = `${key.channel} ${key.kind} ${key.locale}`
  const before = typed.get(name) ?? { own: ownWords(list, key), draft: null }
  const own = signal<Template | null>(before.own)
  const draft = signal<Template>(before.draft ?? own.value ?? SHIPPED)
  const isTyped = computed(() => !isSame(draft.value, own.value ?? SHIPPED))
  effect(() => {
    if (isTyped.value) typed.set(name, { own: own.value, draft: draft.value })
    else typed.delete(name)
  })
  return { own, draft, isTyped }
}

/** The words of one message, with a live preview of what is typed. */
export const TemplateModel = createModel((env: Environment, { door, list, key, typed }: Parts) => {
  const { own, draft, isTyped } = makeDraft({ list, key, typed })
  /** What somebody else has made of it while something else was typed here. */
  const theirs = signal<{ words: Template | null } | null>(null)
  const preview = signal<Preview | null>(null)
  const trouble = signal<Trouble | null>(null)
  const busy = signal(false)
  followDraft(env, { door, key, draft, preview, trouble })

  /** The newest reading: what nobody has typed over follows it, else both versions are shown. */
  function learn(words: Template | null) {
    if (busy.value) return
    if (isSame(words, own.value)) theirs.value = null
    else if (!isTyped.value || isSame(draft.value, words ?? SHIPPED)) take(words)
    else theirs.value = { words }
  }

  function take(words: Template | null) {
    own.value = words
    draft.value = words ?? SHIPPED
    theirs.value = null
  }

  async function keep(template: Template | null): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    const answer = await door.keepTemplate(key, template, own.value)
    busy.value = false
    trouble.value = answer.ok ? null : answer.trouble
    if (answer.ok) {
      own.value = template
      theirs.value = null
      if (template === null) draft.value = SHIPPED
    } else if (answer.trouble.kind === 'refused' && answer.trouble.code === 'template-conflict') {
      const now = await door.templates()
      if (now.ok) learn(ownWords(now.value, key))
    }
    return answer.ok
  }

  return {
    own,
    draft,
    theirs,
    preview,
    trouble,
    busy,
    isTyped,
    learn,
    /** Back to the words that hold. */
    drop: () => take(theirs.value === null ? own.value : theirs.value.words),
    type(change: Partial<Template>) {
      draft.value = { ...draft.value, ...change }
    },
    /** Goes on from what somebody else has written: with one's own words, or without them. */
    settle(whose: 'mine' | 'theirs') {
      const other = theirs.value
      if (other === null) return
      trouble.value = null
      if (whose === 'theirs') take(other.words)
      own.value = other.words
      theirs.value = null
    },
    save: () => keep(draft.value),
    reset: () => keep(null),
  }
})

export type TemplateEdit = InstanceType<typeof TemplateModel>
