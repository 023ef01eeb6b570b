/** Remembers a nonce until then (epoch ms). `false` when this device has used it before. */
export async function useNonce(
  db: D1Database,
  { reporterId, nonce, now, until }: { reporterId: string; nonce: string; now: number; until: number },
): Promise<boolean> {
  const [, used] = await db.batch<{ nonce: string }>([
    db.prepare('DELETE FROM nonces WHERE until_at < ?').bind(now),
    db
      .prepare(
        'INSERT INTO nonces (reporter_id, nonce, until_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING nonce',
      )
      .bind(reporterId, nonce, until),
  ])
  return (used?.results.length ?? 0) > 0
}
