import type { Context } from '../context.ts'

import { hostPort } from '../public-ip.ts'

const TELEGRAM = 'https://api.telegram.org'

/**
 * One hop to the outside: redirects come back as answers, for the caller to judge. Self-hosted, what the
 * operator named (a private host, an own Bot API server) leaves by the network that may reach it; all the
 * rest by the one that refuses private addresses at connect time.
 */
export function egress(context: Context, url: string, init: RequestInit = {}): Promise<Response> {
  const hop: RequestInit = { ...init, redirect: 'manual' }
  const { PRIVATE } = context.env
  return PRIVATE !== undefined && isNamedByOperator(context, url) ? PRIVATE.fetch(url, hop) : fetch(url, hop)
}

function isNamedByOperator({ config }: Context, url: string): boolean {
  const target = URL.parse(url)
  if (target === null) return false
  if (config.allowPrivateHosts.includes(hostPort(target))) return true
  const root = config.telegram?.apiRoot
  return root !== undefined && root !== TELEGRAM && URL.parse(root)?.origin === target.origin
}
