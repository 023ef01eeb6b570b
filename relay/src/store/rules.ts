import type { RuleState, RuleWithState } from '#core/rules-judge.ts'
import type { Rule } from '#core/rules.ts'

import { NEW_STATE } from '#core/rules-judge.ts'

const RULES_MAX = 100

/** `version` is 0 while a rule has never been judged. */
export type StoredRule = RuleWithState & { version: number; judgedAt: number | null }

type Row = { rule: string; version: number | null; state: string | null; at: number | null }

const SELECT = `SELECT rules.rule, rule_states.version, rule_states.state, rule_states.at
  FROM rules LEFT JOIN rule_states ON rule_states.rule_id = rules.id`

/** Oldest first. */
export async function listRules(db: D1Database): Promise<StoredRule[]> {
  const { results } = await db.prepare(`${SELECT} ORDER BY rules.created_at, rules.id`).all<Row>()
  return results.map(toStored)
}

export async function getRule(db: D1Database, id: string): Promise<StoredRule | null> {
  const row = await db.prepare(`${SELECT} WHERE rules.id = ?`).bind(id).first<Row>()
  return row === null ? null : toStored(row)
}

/** `false` when there is no more room. A rule that is there already stays as it is. */
export async function insertRule(db: D1Database, rule: Rule): Promise<boolean> {
  const { meta } = await insertion(db, rule).run()
  return meta.changes > 0
}

export function insertion(db: D1Database, rule: Rule): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO rules (id, rule, created_at, updated_at)
       SELECT ?1, ?2, ?3, ?3 WHERE (SELECT count(*) FROM rules) < ${RULES_MAX} ON CONFLICT (id) DO NOTHING`,
    )
    .bind(rule.id, JSON.stringify(rule), rule.createdAt)
}

/** Writes a rule that was read at `readAt` (its `updatedAt` then). `afresh` forgets what it remembers. */
export async function updateRule(
  db: D1Database,
  rule: Rule,
  { readAt, afresh }: { readAt: number; afresh: boolean },
): Promise<boolean> {
  const [updated] = await db.batch([
    db
      .prepare('UPDATE rules SET rule = ?2, updated_at = ?3 WHERE id = ?1 AND updated_at = ?4')
      .bind(rule.id, JSON.stringify(rule), rule.updatedAt, readAt),
    db
      .prepare(
        `DELETE FROM rule_states WHERE ?3 AND rule_id = ?1
         AND EXISTS (SELECT 1 FROM rules WHERE id = ?1 AND updated_at = ?2)`,
      )
      .bind(rule.id, rule.updatedAt, afresh ? 1 : 0),
  ])
  return (updated?.meta.changes ?? 0) > 0
}

export async function deleteRule(db: D1Database, id: string): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM rules WHERE id = ?').bind(id).run()
  return meta.changes > 0
}

/**
 * Writes what a rule remembers, judged at `at` from what was read at `version`. When somebody judged or changed the rule
 * in between, the version becomes NULL, which the schema forbids: the batch is rolled back (see `isRuleRace`).
 */
export function writeRuleState(
  db: D1Database,
  { rule, version }: Pick<StoredRule, 'rule' | 'version'>,
  { state, at }: { state: RuleState; at: number },
): D1PreparedStatement {
  const isSame = 'EXISTS (SELECT 1 FROM rules WHERE id = ?1 AND updated_at = ?5)'
  return db
    .prepare(
      `INSERT INTO rule_states (rule_id, version, state, at)
       VALUES (?1, CASE WHEN ${isSame} THEN 1 END, ?3, ?4)
       ON CONFLICT (rule_id) DO UPDATE SET version = CASE WHEN version = ?2 AND ${isSame} THEN version + 1 END,
         state = ?3, at = ?4`,
    )
    .bind(rule.id, version, JSON.stringify(state), at, rule.updatedAt)
}

export function isRuleRace(error: unknown): boolean {
  return /NOT NULL constraint failed: rule_states\.version/i.test(String(error))
}

function toStored({ rule, version, state, at }: Row): StoredRule {
  // Only this file writes the columns.
  const kept: RuleState = state === null ? NEW_STATE : JSON.parse(state)
  return { rule: JSON.parse(rule), state: kept, version: version ?? 0, judgedAt: at }
}
