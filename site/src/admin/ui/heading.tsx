import { useLayoutEffect, useRef } from 'preact/hooks'

type Props = { level?: 1 | 2; id?: string; children: preact.ComponentChildren }

/** The heading of what has just opened. It takes the focus, so that keyboard and screen reader follow. */
export function OpeningHeading({ level = 1, id, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const Tag = `h${level}` as const
  useLayoutEffect(() => heading.current?.focus({ preventScroll: level === 1 }), [])
  return (
    <Tag ref={heading} id={id} tabIndex={-1}>
      {children}
    </Tag>
  )
}
