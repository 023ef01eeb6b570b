import { useLayoutEffect, useRef } from 'preact/hooks'

/** The screen's own heading. It takes the focus when the screen opens, so that keyboard and screen reader follow. */
export function ScreenHeading({ children }: { children: preact.ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
