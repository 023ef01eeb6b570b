import type { AlertText } from '#core/wording.ts'
import type { Locale } from '#core/words.ts'

import { safeLink } from '#core/safe-link.ts'
import { WORDS } from '#core/words.ts'

import { escapeHtml } from './escape-html.ts'

export type Letter = {
  text: AlertText
  locale: Locale
  /** Where the subscription can be ended. */
  unsubscribe: string | null
  /** Where the alert can be answered. */
  answer: string | null
}

/** The letter for programs that show no HTML. */
export function toPlainLetter({ text, locale, unsubscribe, answer }: Letter): string {
  const words = WORDS[locale]
  const colon = locale === 'fr' ? ' : ' : ': '
  const link = (label: string, url: string) => `${label}${colon}${url}`
  return [
    text.title,
    '',
    ...text.lines,
    '',
    ...text.links.map(({ label, url }) => link(label, url)),
    ...(answer === null ? [] : ['', link(words.mailAnswer, answer)]),
    '',
    '-- ',
    words.mailWhy,
    ...(unsubscribe === null ? [] : [link(words.mailStop, unsubscribe)]),
    '',
  ].join('\r\n')
}

const PAGE =
  'margin:0;padding:24px;background:#ffffff;color:#1a1a1a;font:16px/1.5 system-ui,-apple-system,Segoe UI,sans-serif;overflow-wrap:anywhere'
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b4f9e;color:#ffffff;text-decoration:none;font-weight:600'
const QUIET_BUTTON =
  'display:inline-block;padding:11px 19px;border:1px solid #0b4f9e;border-radius:6px;background:#ffffff;color:#0b4f9e;text-decoration:none;font-weight:600'
const FOOT = 'margin-top:32px;font-size:14px;color:#595959'

/** The same as HTML: no picture, font or script from elsewhere, so that opening it tells nobody. */
export function toHtmlLetter({ text, locale, unsubscribe, answer }: Letter): string {
  const words = WORDS[locale]
  const lines = text.lines.map((line) => `<p style="margin:0 0 8px">${escapeHtml(line)}</p>`).join('\n')
  const reply = answer === null ? [] : [anchor(words.mailAnswer, answer, QUIET_BUTTON)]
  const links = [...text.links.map(({ label, url }) => anchor(label, url, BUTTON)), ...reply]
  const stop = unsubscribe === null ? '' : ` ${anchor(words.mailStop, unsubscribe, 'color:#595959')}`
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(text.title)}</title></head>
<body style="${PAGE}">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escapeHtml(text.title)}</h1>
${lines}
${links
  .filter((one) => one !== '')
  .map((link) => `<p style="margin:16px 0 0">${link}</p>`)
  .join('\n')}
<p style="${FOOT}">${escapeHtml(words.mailWhy)}${stop}</p>
</body>
</html>
`
}

function anchor(label: string, address: string, style: string): string {
  const link = safeLink(address)
  return link === null ? '' : `<a href="${escapeHtml(link.href)}" style="${style}">${escapeHtml(label)}</a>`
}
