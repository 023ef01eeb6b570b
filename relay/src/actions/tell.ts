import type { Context } from '../context.ts'
import type { Env } from '../env.ts'
import type { NewLogLine } from '../rooms.ts'

import { clockTime } from '#core/clock.ts'
import { cleanLine } from '#core/redact.ts'

export type TellLine = Omit<NewLogLine, 'at'>

/**
 * Writes a line to the log: the console at once, then the Feed, which keeps and shows it. Never throws;
 * what looks like a secret is taken out.
 */
export async function tell(context: Context, line: TellLine): Promise<void> {
  try {
    await writeLine(context, line)
  } catch (error) {
    console.error(`The feed did not take a log line: ${String(error)}`)
  }
}

/** As `tell`, for callers that must know whether the Feed has kept the line: throws when it has not. */
export async function writeLine(context: Context, line: TellLine): Promise<void> {
  const clean = cleanLine({ ...line, at: context.now() }, secretsOf(context.env))
  const shown = `${clockTime(clean.at)} ${clean.level.padEnd(7)} ${clean.message}`
  if (clean.level === 'error') console.error(shown)
  else console.log(shown)
  await context.env.FEED.getByName('feed').log([clean])
}

/** The values that must never show anywhere, whatever they look like. */
export function secretsOf(env: Env): string[] {
  return [env.TELEGRAM_TOKEN, env.ADMIN_PASSWORD, env.SMTP_URL].flatMap((value) => {
    const secret = value?.trim() ?? ''
    return secret === '' ? [] : [secret]
  })
}
