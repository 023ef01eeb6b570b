import type { Wall } from './wall.ts'

/** Cloudflare's own: checks, refusals, errors, Turnstile and its Waiting Room. */

const script = (code: string) => `<script>${code}</script>`
const sourced = (src: string) => `<script src="${src}"></script>`

export const CLOUDFLARE_WALLS: readonly Wall[] = [
  {
    reason: 'challenge',
    vendor: 'cloudflare',
    grade: 'hard',
    ids: [
      'challenge-form',
      'cf-challenge-running',
      'challenge-spinner',
      'turnstile-wrapper',
      'challenge-running',
    ],
    selector: '[name="jschl_vc"]',
    code: /_cf_chl_opt/,
    examples: [
      '<form id="challenge-form"></form>',
      '<form><input type="hidden" name="jschl_vc" value="x"></form>',
      '<div id="cf-challenge-running"></div>',
      '<div id="challenge-spinner"></div>',
      '<div id="turnstile-wrapper"></div>',
      script('(function(){window._cf_chl_opt={cvId:"3"}})()'),
    ],
  },
  {
    reason: 'challenge',
    vendor: 'cloudflare',
    grade: 'soft',
    title:
      /^(?:just a moment\.\.\.|please wait\.\.\. \| cloudflare|un instant\.\.\.|nur einen moment\.\.\.|un momento\.\.\.)$/,
    examples: ['<title>Just a moment...</title>', '<title>Please Wait... | Cloudflare</title>'],
  },
  {
    reason: 'challenge',
    vendor: 'cloudflare',
    grade: 'weak',
    code: /\/cdn-cgi\/challenge-platform\//,
    examples: [sourced('/cdn-cgi/challenge-platform/scripts/jsd/main.js')],
  },
  {
    reason: 'blocked',
    vendor: 'cloudflare',
    grade: 'hard',
    ids: ['cf-error-details'],
    classes: ['cf-error-title', 'cf-code-label'],
    text: /sorry, you have been blocked/,
    examples: [
      '<div id="cf-error-details">x</div>',
      '<h1>Sorry, you have been blocked</h1>',
      '<h1 class="cf-error-title"><span class="cf-code-label">1020</span></h1>',
    ],
  },
  {
    reason: 'blocked',
    vendor: 'cloudflare',
    grade: 'soft',
    title: /^(?:access denied|attention required! \| cloudflare)/,
    examples: ['<title>Attention Required! | Cloudflare</title>', '<title>Access denied</title>'],
  },
  {
    reason: 'http-error',
    vendor: 'cloudflare',
    grade: 'hard',
    selector: 'link[href*="cf.errors.css"]',
    text: /worker threw exception/,
    examples: [
      '<link rel="stylesheet" href="/cdn-cgi/styles/cf.errors.css">',
      '<p>Worker threw exception</p>',
    ],
  },
  {
    reason: 'captcha',
    vendor: 'turnstile',
    grade: 'soft',
    classes: ['cf-turnstile'],
    frame: /^https:\/\/challenges\.cloudflare\.com/,
    examples: [
      '<div class="cf-turnstile"></div>',
      '<iframe src="https://challenges.cloudflare.com/cdn-cgi/challenge-platform/h/b/turnstile"></iframe>',
    ],
  },
  {
    reason: 'captcha',
    vendor: 'turnstile',
    grade: 'weak',
    code: /^https:\/\/challenges\.cloudflare\.com\/turnstile\/.*api\.js/,
    examples: [sourced('https://challenges.cloudflare.com/turnstile/v0/api.js')],
  },
  {
    reason: 'queue',
    vendor: 'cloudflare',
    grade: 'hard',
    title: /waiting room powered by cloudflare/,
    code: /cfwaitingroom/i,
    examples: [
      '<title>Waiting Room powered by Cloudflare</title>',
      script('window.cfWaitingRoom={"inWaitingRoom":true,"waitTime":10}'),
    ],
  },
]
