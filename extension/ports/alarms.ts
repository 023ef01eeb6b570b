export type Alarm = {
  name: string
  /** Epoch ms. */
  at: number
  periodMinutes: number | null
}

export type Alarms = {
  all: () => Promise<Alarm[]>
  /** Replaces the alarm of that name. `at` in epoch ms; without it, after one period. */
  create: (name: string, when: { at?: number; periodMinutes?: number }) => Promise<void>
  clear: (name: string) => Promise<void>
}
