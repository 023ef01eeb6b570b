import { cleanAddress, redactPersonal } from '#core/redact.ts'

/** What stands for a value that was taken out. */
export const GONE_VALUE = '***'

/** JSON Web Tokens, UUIDs, long hexadecimal, and long runs of letters and digits: nobody writes these for people. */
const MACHINE =
  /eyJ[\w-]{8,}(?:\.[\w-]*){0,2}|(?<![\da-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f])|(?<![\p{L}\p{N}])(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{24,}(?![\p{L}\p{N}])|(?<![\w+/=.-])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{20,}={0,2}(?![\w+/=-])/gu

/** Cards and long account numbers in groups of four. */
const GROUPS = /(?<!\d)\d{4}(?:[ -]\d{4}){2,4}(?!\d)/g
const ADDRESS = /https?:\/\/[^\s"'<>]+/gi

/** A text of the page without what opens something or names somebody. */
export function cleanText(text: string): string {
  if (text.length < 4 || !/[\d@]|eyJ|[A-Za-z]{24}|\p{Lu}/u.test(text)) return text
  const parts = text.replace(ADDRESS, (address) => cleanLink(address))
  return redactPersonal(parts)
    .replace(MACHINE, (found) => (isReadable(found) ? found : GONE_VALUE))
    .replace(GROUPS, GONE_VALUE)
}

/** Names of build tools and slugs mix letters and digits too, but in short words: `match-foot-psg-vs-om-2026-1`. */
const isReadable = (found: string): boolean =>
  !found.startsWith('eyJ') &&
  /[-_/]/.test(found) &&
  !/^[\da-f]{8}-[\da-f]{4}-/.test(found) &&
  found
    .split(/[-_/]+/)
    .every((part) => /^(?:\d{1,8}|[A-Za-z]{1,16}|[A-Za-z]{1,12}\d{1,4}|\d{1,4}[A-Za-z]{1,12})?$/.test(part))

const OWN_SCHEMES = /^(?:mailto|tel|sms|data|blob|javascript):/i

/** An address: no credentials, no value that opens something, nothing that runs, mails or dials. */
export function cleanLink(address: string): string {
  const trimmed = address.trim()
  const scheme = OWN_SCHEMES.exec(trimmed)?.[0].toLowerCase()
  if (scheme !== undefined) return scheme === 'javascript:' || scheme === 'blob:' ? '#' : scheme
  return cleanAddress(trimmed)
    .replace(MACHINE, (found) => (isReadable(found) ? found : GONE_VALUE))
    .replace(
      /([?&;](?:[\w-]*(?:csrf|xsrf|ticket_?id|cart|basket|visitor|device|fp|uid|gclid|fbclid|cid)[\w-]*)=)[^&#]+/gi,
      `$1${GONE_VALUE}`,
    )
}

/** Looks like an address or the path of one. */
export const isLink = (value: string): boolean => /^(?:[a-z][a-z\d+.-]*:|\/|\?|\.{1,2}\/)\S*$/i.test(value)

/** Names of attributes, fields and keys whose values are nobody else's business. */
export const SECRET_KEY =
  /csrf|xsrf|nonce|token|jeton|secret|passw|pwd|session|sess(?:_|-)?id|^sid$|cookie|auth(?!or|entic)|api[_-]?key|signature|jwt|bearer|credential|otp|e-?mail|phone|telephone|mobile(?!-)|customer|user(?:-|_)?(?:id|name|email|data|info)|^user$|client(?:-|_)?id|account(?:-|_)?(?:id|number|name)|member(?:-|_)?(?:id|number|name)|visitor|device|finger(?:-|_)?print|first(?:-|_)?name|last(?:-|_)?name|full(?:-|_)?name|display(?:-|_)?name|given(?:-|_)?name|family(?:-|_)?name|birth|iban|card(?:-|_)?number|uuid|guid|cart(?:-|_)?id|basket(?:-|_)?id|queue(?:-|_)?it|geo(?:-|_)?ip|ip(?:-|_)?addr/i

/** As written in kebab case, so that `userName`, `user-name` and `user_name` are one. */
export const kebab = (name: string): string => name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase()
