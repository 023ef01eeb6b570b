import type { Failure, FailureKind } from '#core/observation.ts'

import { LIMITS } from '#core/observation.ts'

/** Chromium's network errors that are not simply "no connection": net/base/net_error_list.h */
const KINDS: readonly [RegExp, FailureKind][] = [
  [/TIMED_OUT/, 'timeout'],
  [/TOO_MANY_REDIRECTS/, 'too-many-redirects'],
  [/LOCAL_NETWORK_ACCESS|PRIVATE_NETWORK_ACCESS/, 'private-address'],
  [/CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED|CONTENT_DECODING/, 'cut-off'],
  [/INSUFFICIENT_RESOURCES|OUT_OF_MEMORY|FAILED$/, 'browser'],
]

/** `net::ERR_NAME_NOT_RESOLVED` → offline, and so on. */
export function networkFailure(errorText: string): Failure {
  const kind = KINDS.find(([pattern]) => pattern.test(errorText))?.[1] ?? 'offline'
  return failure(kind, errorText)
}

export function failure(kind: FailureKind, detail: string): Failure {
  return { kind, detail: detail.slice(0, LIMITS.shortText) }
}
