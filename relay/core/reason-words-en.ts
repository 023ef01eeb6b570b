import type { Reason } from './verdict.ts'

/** Why nothing could be seen, in English: apart, for clients that fetch only the language that is read. */
export const REASON_WORDS_EN: Record<Reason, string> = {
  queue: 'The site holds visitors in a queue.',
  challenge: 'The site asks visitors to prove they are human. Vigie never goes around that door.',
  captcha: 'The site shows a captcha. Vigie does not solve it.',
  blocked: 'The site refuses our visits for now. We come less often.',
  'rate-limited': 'The site asks us to slow down. We wait before coming back.',
  login: 'The page asks to sign in to an account.',
  consent: 'A consent window covers the page.',
  maintenance: 'The site is under maintenance.',
  'http-error': 'The site answers with an error.',
  'not-found': 'The page is no longer at this address.',
  'wrong-page': 'The site shows another page than the one expected.',
  offline: 'The site does not answer.',
  empty: 'The page comes back empty.',
  'not-settled': 'The page did not finish drawing in time.',
  'layout-changed':
    'We do not recognise this page: it is new to us or has changed shape. Showing it to Vigie once is enough.',
  'needs-render': 'This page has to be drawn by a browser, and none is free.',
  'needs-detail': 'The page announces offers without saying which.',
  'ambiguous-offer': 'An offer is there, but nothing says clearly which one.',
  unstable: 'The page changes from one reading to the next. We are reading again.',
  stale: 'The page shows old data.',
  partial: 'Only a part of the page could be read.',
  geo: 'The site cannot be reached from where we look.',
  paused: 'This watch is paused: nobody looks at the page at the moment, and nobody is told.',
}
