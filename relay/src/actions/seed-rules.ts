import type { Context } from '../context.ts'

import { RULE_WORDS } from '#core/rule-words.ts'
import { SHIPPED_RULES } from '#core/rules-shipped.ts'

import { insertion } from '../store/rules.ts'
import { getSetting, putSetting } from '../store/settings.ts'

const KEY = 'shipped_rules'

/** Brings in the rules that Vigie comes with, each once: what an operator has changed or removed stays so. */
export async function seedRules(context: Context): Promise<void> {
  const { DB } = context.env
  const known = new Set((await getSetting(DB, KEY))?.split(' ') ?? [])
  const fresh = SHIPPED_RULES.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return
  const at = context.now()
  const rows = fresh.map((rule) => {
    const { name } = RULE_WORDS.fr.shipped[rule.id]
    return insertion(DB, { ...rule, name, createdAt: at, updatedAt: at })
  })
  const ids = [...known, ...fresh.map(({ id }) => id)].join(' ')
  await DB.batch([...rows, putSetting(DB, KEY, ids)])
}
