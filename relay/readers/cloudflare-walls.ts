import type { Wall } from './wall.ts'

/** Cloudflare's own: checks, refusals, errors, Turnstile and its Waiting Room. */

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
  },
  {
    reason: 'challenge',
    vendor: 'cloudflare',
    grade: 'soft',
    title:
      /^(?:just a moment\.\.\.|please wait\.\.\. \| cloudflare|un instant\.\.\.|nur einen moment\.\.\.|un momento\.\.\.)$/,
  },
  {
    reason: 'challenge',
    vendor: 'cloudflare',
    grade: 'weak',
    code: /\/cdn-cgi\/challenge-platform\//,
  },
  {
    reason: 'blocked',
    vendor: 'cloudflare',
    grade: 'hard',
    ids: ['cf-error-details'],
    classes: ['cf-error-title', 'cf-code-label'],
    text: /sorry, you have been blocked/,
  },
  {
    reason: 'blocked',
    vendor: 'cloudflare',
    grade: 'soft',
    title: /^(?:access denied|attention required! \| cloudflare)/,
  },
  {
    reason: 'http-error',
    vendor: 'cloudflare',
    grade: 'hard',
    selector: 'link[href*="cf.errors.css"]',
    text: /worker threw exception/,
  },
  {
    reason: 'captcha',
    vendor: 'turnstile',
    grade: 'soft',
    classes: ['cf-turnstile'],
    frame: /^https:\/\/challenges\.cloudflare\.com/,
  },
  {
    reason: 'captcha',
    vendor: 'turnstile',
    grade: 'weak',
    code: /^https:\/\/challenges\.cloudflare\.com\/turnstile\/.*api\.js/,
  },
  {
    reason: 'queue',
    vendor: 'cloudflare',
    grade: 'hard',
    title: /waiting room powered by cloudflare/,
    code: /cfwaitingroom/i,
  },
]
