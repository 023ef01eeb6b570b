import { safeLink } from '#core/safe-link.ts'

import { useWords } from '../context.ts'

type Props = { address: string | undefined; label: string; about: string; big?: boolean }

/** The way out to the ticket page. The host is written out, so that everybody sees where it leads. */
export function GoLink({ address, label, about, big = false }: Props) {
  const words = useWords()
  const link = safeLink(address)
  if (link === null) return null
  return (
    <a class={big ? 'go go-big' : 'go'} href={link.href} target="_blank" rel="noopener noreferrer">
      <span class="go-label">
        {label}
        <span class="unseen">
          {' '}
          {about} {words.newTab}
        </span>
        <svg class="go-arrow" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M4 12 12 4M5.500 4H12v6.500" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
      </span>
      <span class="go-host">{link.host}</span>
    </a>
  )
}
