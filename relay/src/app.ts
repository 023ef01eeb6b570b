import { bodyLimit } from 'hono/body-limit'

import { prepare } from './actions/prepare.ts'
import { VERSION } from './config.ts'
import { accountRoutes } from './http/account.ts'
import { accountPasskeyRoutes } from './http/account-passkeys.ts'
import { alertRoutes } from './http/alerts.ts'
import { analyticsRoutes } from './http/analytics.ts'
import { makeContractRoutes } from './http/contract.ts'
import { dashboardRoutes } from './http/dashboard.ts'
import { Refused, answerError } from './http/errors.ts'
import { auditRoutes } from './http/audit.ts'
import { evidenceRoutes } from './http/evidence.ts'
import { feedRoutes } from './http/feed.ts'
import { feedsRoutes } from './http/feeds.ts'
import { guardAnswer } from './http/headers.ts'
import { insightRoutes } from './http/insights.ts'
import { keyRoutes } from './http/keys.ts'
import { logRoutes } from './http/logs.ts'
import { matchRoutes } from './http/matches.ts'
import { measureRoutes } from './http/measures.ts'
import { makeNotFound } from './http/not-found.ts'
import { observationRoutes } from './http/observations.ts'
import { nameOperations } from './http/record-change.ts'
import { openDoor } from './http/open-door.ts'
import { ownAlertRoutes } from './http/own-alerts.ts'
import { pairingRoutes } from './http/pairing.ts'
import { peopleRoutes } from './http/people.ts'
import { pushKeyRoutes } from './http/push-key.ts'
import { reporterRoutes } from './http/reporters.ts'
import { makeRouter } from './http/router.ts'
import { ruleRoutes } from './http/rules.ts'
import { sampleRoutes } from './http/samples.ts'
import { sessionRoutes } from './http/session.ts'
import { settingRoutes } from './http/settings.ts'
import { statsRoutes } from './http/stats.ts'
import { statusRoutes } from './http/status.ts'
import { telegramRoutes } from './http/telegram.ts'
import { templateRoutes } from './http/templates.ts'
import { subscriberRoutes } from './http/subscribers.ts'
import { unsubscribeRoutes } from './http/unsubscribe.ts'
import { watchFileRoutes } from './http/watch-file.ts'
import { watchListRoutes } from './http/watch-list.ts'
import { watchRoutes } from './http/watches.ts'
import { watchStoryRoutes } from './http/watch-story.ts'

const KB = 1024
const BODY_MAX_KB = 256
/** A file of as many watches as there may be. */
const FILE_MAX_KB = 1024
const FILES = /^\/api\/watches\/import(?:\/|$)/

const limitBody = (kb: number) =>
  bodyLimit({
    maxSize: kb * KB,
    onError: () => {
      throw new Refused(413, 'too-large', { message: `The body is larger than ${kb} kB.` })
    },
  })
const [usualBody, fileBody] = [limitBody(BODY_MAX_KB), limitBody(FILE_MAX_KB)]

const router = makeRouter()

router.onError(answerError)
router.use(guardAnswer)
router.use(openDoor)
router.use(async (c, next) => {
  c.set('context', await prepare(c.env))
  if (URL.parse(c.req.url) === null)
    throw new Refused(400, 'host', { message: 'The Host header is not the name of a host.' })
  await next()
})
router.use(async (c, next) => await (FILES.test(c.req.path) ? fileBody : usualBody)(c, next))

const routes = router
  .route('/', statusRoutes)
  .route('/', feedRoutes)
  .route('/', feedsRoutes)
  .route('/', insightRoutes)
  .route('/', pushKeyRoutes)
  .route('/', subscriberRoutes)
  .route('/', ownAlertRoutes)
  .route('/', unsubscribeRoutes)
  .route('/', peopleRoutes)
  .route('/', alertRoutes)
  // Before the admin's calls: `me` is no id.
  .route('/', pairingRoutes)
  .route('/', observationRoutes)
  .route('/', reporterRoutes)
  .route('/', sessionRoutes)
  .route('/', accountRoutes)
  .route('/', accountPasskeyRoutes)
  .route('/', keyRoutes)
  .route('/', auditRoutes)
  .route('/', watchFileRoutes)
  .route('/', watchListRoutes)
  .route('/', watchRoutes)
  .route('/', watchStoryRoutes)
  .route('/', sampleRoutes)
  .route('/', matchRoutes)
  .route('/', ruleRoutes)
  .route('/', templateRoutes)
  .route('/', settingRoutes)
  .route('/', logRoutes)
  .route('/', analyticsRoutes)
  .route('/', statsRoutes)
  .route('/', measureRoutes)
  .route('/', dashboardRoutes)
  .route('/', evidenceRoutes)
  .route('/', telegramRoutes)

router.openAPIRegistry.registerComponent('securitySchemes', 'session', {
  type: 'apiKey',
  in: 'cookie',
  name: 'vigie',
  description: 'Set by POST /api/session; named `__Host-vigie` on https.',
})
router.openAPIRegistry.registerComponent('securitySchemes', 'key', {
  type: 'http',
  scheme: 'bearer',
  description:
    'A key made in the admin’s account: `Authorization: Bearer vigie_…`. Its scopes (`read`, `watches`, `alerts`, ' +
    '`settings`) say what it may do; only a person who signed in may touch the account.',
})
router.openAPIRegistry.registerComponent('securitySchemes', 'device', {
  type: 'apiKey',
  in: 'header',
  name: 'x-vigie-signature',
  description:
    'By the key of a paired device: base64url of its signature (Ed25519, or ECDSA P-256 with SHA-256) over the lines ' +
    '`vigie1`, method, path with query, `x-vigie-device`, `x-vigie-time` (epoch ms, within five minutes), ' +
    '`x-vigie-nonce` (16 bytes in base64url, used once) and the SHA-256 of the body in hex.',
})
router.route(
  '/',
  makeContractRoutes(() =>
    router.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Vigie', version: VERSION } }),
  ),
)
nameOperations(router.openAPIRegistry)
router.notFound(makeNotFound(router.openAPIRegistry))

/** The types of every route, for the client. */
export type Routes = typeof routes

export const app = router
