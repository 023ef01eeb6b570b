/** The list with one put before another, or last for `null`. Pure. */
export function placed(ids: readonly string[], id: string, before: string | null): readonly string[] {
  const others = ids.filter((one) => one !== id)
  const at = before === null ? others.length : others.indexOf(before)
  return at === -1 || before === id ? ids : [...others.slice(0, at), id, ...others.slice(at)]
}

/** Before whom one stands after a step up (-1) or down (1); `undefined` when there is no further to go. Pure. */
export function stepTo(ids: readonly string[], id: string, step: -1 | 1): string | null | undefined {
  const at = ids.indexOf(id)
  if (at === -1 || at + step < 0 || at + step >= ids.length) return undefined
  return ids[step === -1 ? at - 1 : at + 2] ?? null
}
