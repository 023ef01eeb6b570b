import { useLayoutEffect, useRef } from 'preact/hooks'

/** The heading of what has just opened. It takes the focus, so that keyboard and screen reader follow. */
export function Heading({ children }: { children: preact.ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
