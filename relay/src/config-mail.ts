/** A mail server of the operator's. */
export type SmtpServer = {
  host: string
  port: number
  /** TLS from the first byte (`smtps:`); else STARTTLS, where the server offers it. */
  tls: boolean
  login: { user: string; password: string } | null
}

export type MailAddress = { name: string; email: string }

export type MailConfig = { from: MailAddress; server: SmtpServer | null }

/** The local part as mail servers without SMTPUTF8 take it, a domain with a dot or `localhost`. */
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i
const EMAIL_MOST = 254

/** An address that a message can be sent to, written in ASCII. */
export function isEmail(text: string): boolean {
  return text.length <= EMAIL_MOST && EMAIL.test(text) && !/^\.|\.\.|\.@/.test(text)
}

/** `alertes@exemple.fr` or `Vigie <alertes@exemple.fr>`; `null` when it is neither. */
export function parseMailFrom(text: string): MailAddress | null {
  const [, name = '', email = text] = /^"?([^"<>]*?)"?\s*<([^<>]+)>$/.exec(text) ?? []
  // oxlint-disable-next-line no-control-regex
  return isEmail(email) && !/[\u0000-\u001F\u007F]/.test(name) ? { name: name.trim(), email } : null
}

/** `smtp://user:password@host:587` or `smtps://…:465`, percent signs as in any address; `null` when it is neither. */
export function parseSmtpUrl(text: string): SmtpServer | null {
  const tls = /^smtps:\/\//i.test(text)
  // As http, so that the host is read by the rules of the web.
  const url = /^smtps?:\/\//i.test(text) ? URL.parse(text.replace(/^smtps?:/i, 'http:')) : null
  if (url === null || url.hostname === '' || url.search !== '' || url.hash !== '') return null
  if (url.pathname !== '/' && url.pathname !== '') return null
  const port = portOf(text) ?? (tls ? 465 : 587)
  const login = loginOf(url)
  return login === undefined ? null : { host: url.hostname, port, tls, login }
}

/** Port 80 too, which an http address leaves out. */
function portOf(text: string): number | null {
  const port = /:(\d+)\/?$/.exec(text)?.[1]
  return port === undefined || text.endsWith(']') ? null : Number(port)
}

function loginOf(url: URL): SmtpServer['login'] | undefined {
  if (url.username === '' && url.password === '') return null
  try {
    const login = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
    return login.user === '' || login.password === '' ? undefined : login
  } catch {
    return undefined
  }
}
