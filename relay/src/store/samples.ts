import type { Sample, SampleLine, Says } from '#core/sample.ts'

import { SAMPLES_PER_HOST } from '#core/sample.ts'

const IN_ALL_MOST = 200

/** What is only shown, never asked for by SQL. */
type Facts = Pick<Sample, 'finalUrl' | 'status' | 'headers' | 'verdict'> & { where?: string }

type LineRow = {
  id: string
  host: string
  url: string
  at: number
  says: Says
  rendered: number
  faithful: number
  proven: number
  watch_id: string | null
  facts: string
  bytes: number
}
type Row = LineRow & { html: string }

const LINE = 'id, host, url, at, says, rendered, faithful, proven, watch_id, facts, bytes'

/** Keeps one more; of its host, the oldest that no target was proven on gives way. */
export async function insertSample(db: D1Database, sample: Sample): Promise<void> {
  const { html, finalUrl, status, headers, verdict, where } = sample
  const facts: Facts = { finalUrl, status, headers, verdict, ...(where === undefined ? {} : { where }) }
  const insert = db
    .prepare(`INSERT INTO samples (${LINE}, html) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .bind(
      sample.id,
      sample.host,
      sample.url,
      sample.at,
      sample.says,
      Number(sample.rendered),
      Number(sample.faithful),
      Number(sample.proven),
      sample.watchId ?? null,
      JSON.stringify(facts),
      new TextEncoder().encode(html).byteLength,
      html,
    )
  const trim = (where: string, most: number, ...bound: string[]) =>
    db
      .prepare(
        `DELETE FROM samples WHERE id <> ?1 AND id IN (
           SELECT id FROM samples WHERE ${where} ORDER BY id = ?1 DESC, proven DESC, at DESC LIMIT -1 OFFSET ${most})`,
      )
      .bind(sample.id, ...bound)
  await db.batch([insert, trim('host = ?2', SAMPLES_PER_HOST, sample.host), trim('TRUE', IN_ALL_MOST)])
}

/** Newest first, without the pages. */
export async function listSamples(db: D1Database, host: string | null): Promise<SampleLine[]> {
  const { results } = await db
    .prepare(
      `SELECT ${LINE} FROM samples WHERE ?1 IS NULL OR host = ?1 ORDER BY at DESC, rowid DESC LIMIT 200`,
    )
    .bind(host)
    .all<LineRow>()
  return results.map(toLine)
}

/** With their pages; newest first. */
export async function samplesOfHost(db: D1Database, host: string): Promise<Sample[]> {
  const { results } = await db
    .prepare(
      `SELECT ${LINE}, html FROM samples WHERE host = ? ORDER BY at DESC, rowid DESC LIMIT ${SAMPLES_PER_HOST}`,
    )
    .bind(host)
    .all<Row>()
  return results.map(toSample)
}

export async function getSample(db: D1Database, id: string): Promise<Sample | null> {
  const row = await db.prepare(`SELECT ${LINE}, html FROM samples WHERE id = ?`).bind(id).first<Row>()
  return row === null ? null : toSample(row)
}

/** Its host; `null` when there is none. */
export async function deleteSample(db: D1Database, id: string): Promise<string | null> {
  const sql = 'DELETE FROM samples WHERE id = ? RETURNING host'
  return (await db.prepare(sql).bind(id).first<{ host: string }>())?.host ?? null
}

/** A target that somebody took was proven on these: they are kept longest. */
export async function markProven(db: D1Database, ids: readonly string[]): Promise<void> {
  await db
    .prepare('UPDATE samples SET proven = 1 WHERE id IN (SELECT value FROM json_each(?))')
    .bind(JSON.stringify(ids))
    .run()
}

function toLine(row: LineRow): SampleLine {
  const facts: Facts = JSON.parse(row.facts)
  return {
    id: row.id,
    host: row.host,
    url: row.url,
    at: row.at,
    says: row.says,
    rendered: row.rendered === 1,
    faithful: row.faithful === 1,
    proven: row.proven === 1,
    bytes: row.bytes,
    ...(row.watch_id === null ? {} : { watchId: row.watch_id }),
    ...facts,
  }
}

function toSample({ html, ...row }: Row): Sample {
  const { bytes: _, ...line } = toLine(row)
  return { ...line, html }
}
