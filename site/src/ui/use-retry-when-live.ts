import { useEffect } from 'preact/hooks'

import { useStatus } from '../context.ts'

/** A part that failed is read again as soon as the page is live again: nobody has to press what the page can do itself. */
export function useRetryWhenLive(isFailed: boolean, retry: () => void) {
  const link = useStatus().link.value
  useEffect(() => {
    if (isFailed && link === 'live') retry()
  }, [link])
}
