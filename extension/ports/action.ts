export type Action = {
  /** What the toolbar's icon shows; `colour` as `#rrggbb`. */
  show: (badge: { text: string; title: string; colour: string }) => Promise<void>
  /** `null` where the browser cannot tell. */
  isPinned: () => Promise<boolean | null>
}
