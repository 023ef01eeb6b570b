import type { ComponentChildren } from 'preact'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** What lies below the first screen: drawn in a task of its own once the rest is on the screen, so that taps are heard in between. */
export function Later({ children }: { children: ComponentChildren }) {
  const isTime = useSignal(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      isTime.value = true
    })
    return () => clearTimeout(timer)
  }, [])
  return isTime.value ? <>{children}</> : null
}
