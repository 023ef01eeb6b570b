export const rowId = (key: number) => `log-${String(key).replace('.', '-')}`

/** Once it is drawn: the drawing that somebody's act has led to comes first. */
export function focusRow(key: number | null): void {
  if (key === null) return
  queueMicrotask(() => document.getElementById(rowId(key))?.focus({ preventScroll: true }))
}
