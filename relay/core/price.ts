const CURRENCY = '€|£|\\$|chf|eur(?:os?)?|gbp|usd'
const AMOUNT = "\\d{1,3}(?:[ .,']\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,6}(?:[.,]\\d{1,2})?"
const PRICES = new RegExp(
  `(?<!\\p{L})(?:${CURRENCY}) ?(${AMOUNT})(?!\\d)|(?<![\\d.,'])(${AMOUNT}) ?(?:${CURRENCY})(?![a-z])`,
  'giu',
)
/** Words before an amount that is not the price of a seat. */
const EXTRA = /(?:frais|fees?|geb[uü]hr(?:en)?|gastos|spese|commission[ei]?|envoi|livraison)[^\d€£$]{0,20}$/i

/** The lowest price that a text names, in the page's own currency; `null` when it names none. */
export function lowestPrice(text: string): number | null {
  const plain = text.replace(/[\s\u00A0\u202F]+/g, ' ')
  let lowest: number | null = null
  for (const hit of plain.matchAll(PRICES)) {
    if (EXTRA.test(plain.slice(0, hit.index))) continue
    const amount = numberOf(hit[1] ?? hit[2] ?? '')
    if (lowest === null || amount < lowest) lowest = amount
  }
  return lowest
}

/** `1 234,50`, `1.234,50` and `1,234.50` are one number: one or two digits at the end are the cents. */
function numberOf(written: string): number {
  const cents = /[.,](\d{1,2})$/.exec(written)
  const whole = written.slice(0, cents?.index ?? written.length).replace(/\D/g, '')
  return Number(`${whole}.${cents?.[1] ?? '0'}`)
}
