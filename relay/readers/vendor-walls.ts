import type { Wall } from './wall.ts'

/** What other vendors put before pages: queues, puzzles, checks and refusals. */

export const QUEUE_WALLS: readonly Wall[] = [
  {
    reason: 'queue',
    vendor: 'queue-it',
    grade: 'hard',
    ids: ['MainPart_lbQueueNumber'],
    text: /you are now in line/,
  },
  {
    reason: 'queue',
    vendor: 'queue-it',
    grade: 'weak',
    code: /static\.queue-it\.net\/script\/queue(?:client|configloader)/,
  },
]

export const BOT_WALLS: readonly Wall[] = [
  {
    reason: 'captcha',
    vendor: 'datadome',
    grade: 'hard',
    code: /captcha-delivery\.com|var dd ?= ?\{|\/captcha\/\?initialCid/,
  },
  {
    reason: 'captcha',
    vendor: 'datadome',
    grade: 'weak',
    code: /js\.datadome\.co\/tags\.js/,
  },
  {
    reason: 'blocked',
    vendor: 'akamai',
    grade: 'hard',
    text: /access denied.{0,400}reference #|errors\.edgesuite\.net/,
  },
  {
    reason: 'challenge',
    vendor: 'akamai',
    grade: 'hard',
    ids: ['sec-if-cpt-container'],
    classes: ['sec-if-cpt-container'],
    code: /bm-verify=/,
  },
  {
    reason: 'challenge',
    vendor: 'imperva',
    grade: 'hard',
    code: /\/_Incapsula_Resource/i,
    below: 40,
  },
  {
    reason: 'blocked',
    vendor: 'imperva',
    grade: 'hard',
    text: /incapsula incident id|request unsuccessful/,
  },
  {
    reason: 'captcha',
    vendor: 'imperva',
    grade: 'soft',
    title: /^pardon our interruption/,
  },
  {
    reason: 'captcha',
    vendor: 'perimeterx',
    grade: 'hard',
    ids: ['px-captcha'],
    title: /^(?:access to this page has been denied|robot or human\?)/,
    text: /press & hold|(?:activate|press) and hold|"blockscript" ?:/,
  },
  {
    reason: 'captcha',
    vendor: 'perimeterx',
    grade: 'weak',
    code: /window\._pxAppId/,
  },
  {
    reason: 'challenge',
    vendor: 'kasada',
    grade: 'hard',
    code: /\/149e9513-01fa-4fb0-aad4-566afd725d1b\/.*\/ips\.js|KPSDK\.now/,
    below: 400,
  },
  {
    reason: 'challenge',
    vendor: 'kasada',
    grade: 'weak',
    code: /\/149e9513-01fa-4fb0-aad4-566afd725d1b\/.*\/p\.js/,
  },
  {
    reason: 'challenge',
    vendor: 'aws-waf',
    grade: 'hard',
    code: /gokuProps|AwsWafIntegration\.(?:checkForceRefresh|forceRefreshToken|getToken|saveReferrer)/,
    below: 400,
  },
  {
    reason: 'captcha',
    vendor: 'aws-waf',
    grade: 'soft',
    code: /awswaf\.com\/.*captcha\.js/,
    below: 400,
  },
  {
    reason: 'challenge',
    vendor: 'aws-waf',
    grade: 'weak',
    code: /awswaf\.com\/.*challenge\.js/,
  },
]

export const SHIELD_WALLS: readonly Wall[] = [
  {
    reason: 'challenge',
    vendor: 'anubis',
    grade: 'hard',
    ids: ['anubis_challenge'],
  },
  {
    reason: 'challenge',
    vendor: 'vercel',
    grade: 'soft',
    title: /^vercel security checkpoint/,
  },
  {
    reason: 'challenge',
    vendor: 'fullstory',
    grade: 'hard',
    code: /_fs-ch-/,
  },
  {
    reason: 'blocked',
    vendor: 'sucuri',
    grade: 'hard',
    text: /sucuri website firewall/,
  },
  {
    reason: 'blocked',
    vendor: 'reblaze',
    grade: 'hard',
    text: /protected by reblaze/,
  },
  {
    reason: 'challenge',
    vendor: 'ddos-guard',
    grade: 'hard',
    title: /^ddos-guard/,
  },
  {
    reason: 'blocked',
    vendor: 'f5',
    grade: 'hard',
    text: /the requested url was rejected\. please consult/,
  },
  {
    reason: 'blocked',
    vendor: 'secutix',
    grade: 'hard',
    text: /critical request has been detected/,
  },
]
