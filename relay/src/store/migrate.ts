import spine from '../../migrations/0001_spine.sql'
import evidence from '../../migrations/0002_evidence.sql'
import samples from '../../migrations/0003_samples.sql'
import told from '../../migrations/0004_told.sql'
import subscribers from '../../migrations/0005_subscribers.sql'
import rules from '../../migrations/0006_rules.sql'
import ringing from '../../migrations/0007_ringing.sql'
import reporters from '../../migrations/0008_reporters.sql'
import doors from '../../migrations/0010_doors.sql'
import alertEnds from '../../migrations/0011_alert_ends.sql'
import watchList from '../../migrations/0012_watch_list.sql'
import watchReports from '../../migrations/0013_watch_reports.sql'
import metrics from '../../migrations/0014_metrics.sql'
import people from '../../migrations/0016_people.sql'

/** In order; the names are those of the files, so that wrangler's own `d1 migrations` sees the same list. */
const MIGRATIONS = [
  { name: '0001_spine.sql', sql: spine },
  { name: '0002_evidence.sql', sql: evidence },
  { name: '0003_samples.sql', sql: samples },
  { name: '0004_told.sql', sql: told },
  { name: '0005_subscribers.sql', sql: subscribers },
  { name: '0006_rules.sql', sql: rules },
  { name: '0007_ringing.sql', sql: ringing },
  { name: '0008_reporters.sql', sql: reporters },
  { name: '0010_doors.sql', sql: doors },
  { name: '0011_alert_ends.sql', sql: alertEnds },
  { name: '0012_watch_list.sql', sql: watchList },
  { name: '0013_watch_reports.sql', sql: watchReports },
  { name: '0014_metrics.sql', sql: metrics },
  { name: '0016_people.sql', sql: people },
] as const

/**
 * Brings the database to the present schema. Idempotent; each migration is one transaction with its entry in
 * `d1_migrations` (wrangler's table), so two isolates that start together cannot apply one twice.
 */
export async function migrate(db: D1Database): Promise<void> {
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
        applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`,
    )
    .run()
  for (const { name, sql } of MIGRATIONS) {
    if (await isApplied(db, name)) continue
    const entry = db.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name)
    try {
      await db.batch([entry, ...statements(sql).map((statement) => db.prepare(statement))])
    } catch (error) {
      if (!(await isApplied(db, name))) throw error
    }
  }
}

async function isApplied(db: D1Database, name: string): Promise<boolean> {
  const row = await db.prepare('SELECT 1 FROM d1_migrations WHERE name = ?').bind(name).first()
  return row !== null
}

/** Our migrations hold no `;` within a statement, and comments stand on lines of their own. */
function statements(sql: string): string[] {
  return sql
    .replace(/^--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}
