/** To one decimal, and not to nothing. */
export const one = (value: number) => Math.max(0.1, Math.round(value * 10) / 10)
