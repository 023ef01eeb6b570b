import type { Picked } from '../content/contract.ts'
import type { Follow } from '../db/types.ts'
import type { Environment } from '../environment.ts'
import type { SeatsTarget } from '#core/watch.ts'
import type { InTab } from './router.ts'

import { count, isRecord, text } from '#core/parse.ts'

import { FILES } from '../content/contract.ts'
import { findFollow } from '../db/follows.ts'
import { isSamePage } from '../link/page-key.ts'
import { TAB_WORDS } from '../locales/tab-words.ts'
import { edit, follow } from './follow.ts'
import { optionsFor } from './here.ts'
import { readSettings } from './read-settings.ts'

const PICKING = 'picking'
/** So long a choice that was begun may be made. */
const PICK_MS = 15 * 60_000
const ANSWER_MS = 3000
/** The purpose of a choice for a follow that is not there yet; else it is the follow's id. */
const NEW = 'new'

/** Lets the person point at what counts, on the page that they look at; `picked` brings what they chose. */
export async function startPick(env: Environment, purpose: string): Promise<boolean> {
  const tab = await env.tabs.current()
  if (tab === null || tab.url === null) return false
  if (purpose !== NEW && (await findFollow(await env.db(), purpose)) === null) return false
  const { language } = await readSettings(env)
  const { lang, pick: words } = TAB_WORDS[language]
  await env.session.set({ [PICKING]: { tabId: tab.id, purpose, at: env.clock.now() } })
  const argument = { words: { lang, ...words }, purpose }
  return (await env.scripting.call(tab.id, FILES.picker, { name: 'pick', argument, ms: ANSWER_MS })) !== null
}

/** Takes a choice, once, from the tab where it was asked for: pages cannot follow anything by themselves. */
export async function takePick(env: Environment, { purpose, pick }: Picked, tab: InTab): Promise<boolean> {
  const begun = await env.session.get(PICKING)
  if (!isRecord(begun) || count(begun.tabId) !== tab.tabId || text(begun.purpose) !== purpose) return false
  await env.session.remove([PICKING])
  if (env.clock.now() - (count(begun.at) ?? 0) > PICK_MS || pick === null) return false
  const chosen: SeatsTarget = {
    selector: pick.selector,
    ...(pick.label === null ? {} : { label: pick.label }),
  }
  if (purpose === NEW) {
    const name = pick.heading ?? pick.title
    const made = await follow(env, { name: name === '' ? tab.host : name, url: tab.url, target: chosen })
    // A page that is followed already: what counts there is told anew.
    return made.kind === 'already' ? await teach(env, made.follow, chosen) : made.kind === 'followed'
  }
  const known = await findFollow(await env.db(), purpose)
  return known !== null && known.host === tab.host && (await teach(env, known, chosen))
}

async function teach(env: Environment, { id, target }: Follow, chosen: SeatsTarget): Promise<boolean> {
  const { selector: _, label: __, ...rest } = target
  return (await edit(env, id, { target: { ...rest, ...chosen } })).kind === 'followed'
}

/** Marks the offers on the followed page where it stands open, and scrolls to the first. Nothing is pressed there. */
export async function markOffers(env: Environment, id: string): Promise<boolean> {
  const known = await findFollow(await env.db(), id)
  if (known === null) return false
  const tabs = await env.tabs.ofHost(known.host)
  const tab = tabs.find(({ url }) => url !== null && isSamePage(url, known.url))
  if (tab === undefined || !(await env.tabs.focus(tab))) return false
  const { language } = await readSettings(env)
  const { lang, mark: words } = TAB_WORDS[language]
  const argument = { words: { lang, ...words }, options: optionsFor(known) }
  const marked = await env.scripting.call(tab.id, FILES.marks, { name: 'mark', argument, ms: ANSWER_MS })
  return typeof marked?.value === 'number'
}
