/**
 * Whether a document could draw anything by itself after it has come. One without scripts, frames, handlers and
 * animations cannot: what it shows is all it will ever show, and nobody needs to wait for more.
 */

/** JSON for others to read runs nothing. */
const SCRIPT = /<script\b(?![^>]{0,300}[\s"']type\s*=\s*["']?(?:application|text)\/(?:[\w.-]+\+)?json\b)/i
const ACTIVE =
  /<(?:i?frame|frameset|fencedframe|object|embed|applet|portal|animate\w*|set|[a-z][a-z0-9]*-[\w.-]*)[\s/>]/i
const HANDLER = /[\s"'/]on[a-z]{3,30}\s*=/i
const REFRESH = /http-equiv\s*=\s*["']?\s*refresh/i
const CODE_ADDRESS = /\b(?:javascript|vbscript)\s*:/i

/** Strict: whatever only might draw counts as drawing. For HTML as sent. */
export function isInertHtml(html: string): boolean {
  return ![SCRIPT, ACTIVE, HANDLER, REFRESH, CODE_ADDRESS].some((sign) => sign.test(html))
}

const CHECKED_MOST = 20_000
const LIVELY = 'script:not([type*="json"]), iframe, frame, object, embed, meta[http-equiv="refresh" i]'

/** For a live document that was sent without scripts: nothing has come into it that could draw later. */
export function isInertDocument(page: Document): boolean {
  try {
    const elements = page.getElementsByTagName('*').length
    return (
      elements <= CHECKED_MOST && page.getAnimations().length === 0 && page.querySelector(LIVELY) === null
    )
  } catch {
    // A page that names its parts after what is asked here (`<img name="getAnimations">`).
    return false
  }
}

const HINTS =
  /pmr|(?<![a-z])ufr(?![a-z])|fauteuil|wheelchair|mobilit(?:y|é|&eacute;|\\u00e9)|rollstuhl|carrozzin|silla de ruedas/gi

/** How often words for wanted seats stand anywhere in HTML, in scripts and attributes too. */
export function countHints(html: string): number {
  return html.match(HINTS)?.length ?? 0
}
