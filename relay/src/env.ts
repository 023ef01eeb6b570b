import type { BotRoom, FeedRoom, LaneRoom, OutboxRoom } from './rooms.ts'

/**
 * What the runtime hands to the Worker: bindings first, then plain text from the environment.
 * Cloudflare gives them by `wrangler.toml` and secrets, `npm start` by the configuration made from the same file.
 */
export type Env = {
  DB: D1Database
  LANE: DurableObjectNamespace<LaneRoom>
  OUTBOX: DurableObjectNamespace<OutboxRoom>
  FEED: DurableObjectNamespace<FeedRoom>
  BOT: DurableObjectNamespace<BotRoom>
  ASSETS: Fetcher
  /** Browser Run, or a service in front of the local Chromium's CDP port: the same shape. */
  BROWSER?: Fetcher
  /** On Cloudflare: the bucket of evidence. */
  EVIDENCE?: R2Bucket
  /** Self-hosted only: the folder of evidence, as a service that takes GET, PUT and DELETE. */
  EVIDENCE_DISK?: Fetcher
  /** Self-hosted only: the network that reaches listed private hosts and operator-set API roots. */
  PRIVATE?: Fetcher
  /** On Cloudflare, where its Email Service is switched on: see wrangler.toml. */
  EMAIL?: SendEmail
  /** Self-hosted only: answers DNS questions as `application/dns-json`; Cloudflare uses DNS over HTTPS. */
  RESOLVER?: Fetcher
} & { [name in EnvName]?: string | null }

export type EnvName =
  | 'TELEGRAM_TOKEN'
  | 'TELEGRAM_CHAT_ID'
  | 'TELEGRAM_API_ROOT'
  | 'ADMIN_PASSWORD'
  | 'ADMIN_SECOND_FACTOR'
  | 'PUBLIC_URL'
  | 'ALLOW_PRIVATE_HOSTS'
  | 'CHECK_SECONDS'
  | 'BLIND_MINUTES'
  | 'STILL_WATCHING_HOURS'
  | 'RETENTION_DAYS'
  | 'HOST_GAP_MS'
  | 'HOST_DAILY_CALLS'
  | 'PATIENCE_SECONDS'
  | 'SMTP_URL'
  | 'MAIL_FROM'
  | 'VAPID_SUBJECT'
  | 'BROWSER_CAP_HOURS'
  | 'DEMO_MATCHES'
  | 'RING_SECONDS'
