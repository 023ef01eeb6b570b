import type { Wall } from './wall.ts'

/** What other vendors put before pages: queues, puzzles, checks and refusals. */

const script = (code: string) => `<script>${code}</script>`
const sourced = (src: string) => `<script src="${src}"></script>`

export const QUEUE_WALLS: readonly Wall[] = [
  {
    reason: 'queue',
    vendor: 'queue-it',
    grade: 'hard',
    ids: ['MainPart_lbQueueNumber'],
    text: /you are now in line/,
    examples: ['<p id="MainPart_lbQueueNumber">12</p>', '<h1>You are now in line</h1>'],
  },
  {
    reason: 'queue',
    vendor: 'queue-it',
    grade: 'weak',
    code: /static\.queue-it\.net\/script\/queue(?:client|configloader)/,
    examples: [
      sourced('https://static.queue-it.net/script/queueclient.min.js'),
      sourced('https://static.queue-it.net/script/queueconfigloader.min.js'),
    ],
  },
]

export const BOT_WALLS: readonly Wall[] = [
  {
    reason: 'captcha',
    vendor: 'datadome',
    grade: 'hard',
    code: /captcha-delivery\.com|var dd ?= ?\{|\/captcha\/\?initialCid/,
    examples: [
      sourced('https://ct.captcha-delivery.com/c.js'),
      script("var dd={'rt':'c','cid':'x','t':'fe'}"),
      '<iframe src="https://geo.captcha-delivery.com/captcha/?initialCid=1"></iframe>',
    ],
  },
  {
    reason: 'captcha',
    vendor: 'datadome',
    grade: 'weak',
    code: /js\.datadome\.co\/tags\.js/,
    examples: [sourced('https://js.datadome.co/tags.js')],
  },
  {
    reason: 'blocked',
    vendor: 'akamai',
    grade: 'hard',
    text: /access denied.{0,400}reference #|errors\.edgesuite\.net/,
    examples: [
      '<h1>Access Denied</h1><p>You don’t have permission to access this server.</p><p>Reference #18.6d1</p>',
    ],
  },
  {
    reason: 'challenge',
    vendor: 'akamai',
    grade: 'hard',
    ids: ['sec-if-cpt-container'],
    classes: ['sec-if-cpt-container'],
    code: /bm-verify=/,
    examples: ['<div id="sec-if-cpt-container"></div>', script('location.href="/?bm-verify=AAQAAAAK"')],
  },
  {
    reason: 'challenge',
    vendor: 'imperva',
    grade: 'hard',
    code: /\/_Incapsula_Resource/i,
    below: 40,
    examples: [sourced('/_Incapsula_Resource?SWJIYLWA=719d')],
  },
  {
    reason: 'blocked',
    vendor: 'imperva',
    grade: 'hard',
    text: /incapsula incident id|request unsuccessful/,
    examples: ['<p>Request unsuccessful. Incapsula incident ID: 1-2</p>'],
  },
  {
    reason: 'captcha',
    vendor: 'imperva',
    grade: 'soft',
    title: /^pardon our interruption/,
    examples: ['<title>Pardon Our Interruption</title>'],
  },
  {
    reason: 'captcha',
    vendor: 'perimeterx',
    grade: 'hard',
    ids: ['px-captcha'],
    title: /^(?:access to this page has been denied|robot or human\?)/,
    text: /press & hold|(?:activate|press) and hold|"blockscript" ?:/,
    examples: [
      '<div id="px-captcha"></div>',
      '<title>Access to this page has been denied</title>',
      '<title>Robot or human?</title>',
      '<p>Press &amp; Hold to confirm you are a human</p>',
      '{"appId":"PX1","blockScript":"/x/captcha.js"}',
    ],
  },
  {
    reason: 'captcha',
    vendor: 'perimeterx',
    grade: 'weak',
    code: /window\._pxAppId/,
    examples: [script('window._pxAppId="PX1"')],
  },
  {
    reason: 'challenge',
    vendor: 'kasada',
    grade: 'hard',
    code: /\/149e9513-01fa-4fb0-aad4-566afd725d1b\/.*\/ips\.js|KPSDK\.now/,
    below: 400,
    examples: [
      sourced('/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39/ips.js?x=1'),
      script('window.KPSDK={};KPSDK.now=Date.now'),
    ],
  },
  {
    reason: 'challenge',
    vendor: 'kasada',
    grade: 'weak',
    code: /\/149e9513-01fa-4fb0-aad4-566afd725d1b\/.*\/p\.js/,
    examples: [sourced('/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39/p.js')],
  },
  {
    reason: 'challenge',
    vendor: 'aws-waf',
    grade: 'hard',
    code: /gokuProps|AwsWafIntegration\.(?:checkForceRefresh|forceRefreshToken|getToken|saveReferrer)/,
    below: 400,
    examples: [
      script('window.gokuProps={"key":"x"}'),
      script('AwsWafIntegration.saveReferrer();AwsWafIntegration.checkForceRefresh().then(f)'),
    ],
  },
  {
    reason: 'captcha',
    vendor: 'aws-waf',
    grade: 'soft',
    code: /awswaf\.com\/.*captcha\.js/,
    below: 400,
    examples: [sourced('https://x.eu-west-3.captcha.awswaf.com/y/captcha.js')],
  },
  {
    reason: 'challenge',
    vendor: 'aws-waf',
    grade: 'weak',
    code: /awswaf\.com\/.*challenge\.js/,
    examples: [sourced('https://x.token.awswaf.com/y/challenge.js')],
  },
]

export const SHIELD_WALLS: readonly Wall[] = [
  {
    reason: 'challenge',
    vendor: 'anubis',
    grade: 'hard',
    ids: ['anubis_challenge'],
    examples: ['<script id="anubis_challenge" type="application/json">{}</script>'],
  },
  {
    reason: 'challenge',
    vendor: 'vercel',
    grade: 'soft',
    title: /^vercel security checkpoint/,
    examples: ['<title>Vercel Security Checkpoint</title>'],
  },
  {
    reason: 'challenge',
    vendor: 'fullstory',
    grade: 'hard',
    code: /_fs-ch-/,
    examples: [sourced('/_fs-ch-1T1wmsGaOgGaSxcX/script.js')],
  },
  {
    reason: 'blocked',
    vendor: 'sucuri',
    grade: 'hard',
    text: /sucuri website firewall/,
    examples: ['<h1>Sucuri WebSite Firewall - Access Denied</h1>'],
  },
  {
    reason: 'blocked',
    vendor: 'reblaze',
    grade: 'hard',
    text: /protected by reblaze/,
    examples: ['<p>This site is protected by Reblaze</p>'],
  },
  {
    reason: 'challenge',
    vendor: 'ddos-guard',
    grade: 'hard',
    title: /^ddos-guard/,
    examples: ['<title>DDoS-Guard</title>'],
  },
  {
    reason: 'blocked',
    vendor: 'f5',
    grade: 'hard',
    text: /the requested url was rejected\. please consult/,
    examples: ['<p>The requested URL was rejected. Please consult with your administrator.</p>'],
  },
  {
    reason: 'blocked',
    vendor: 'secutix',
    grade: 'hard',
    text: /critical request has been detected/,
    examples: ['<p>A critical request has been detected.</p>'],
  },
]
