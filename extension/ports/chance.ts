export type Chance = {
  /** A uuid. */
  newId: () => string
  /** 0 to 1, 1 left out. */
  fraction: () => number
}
