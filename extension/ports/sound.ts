export type Sound = {
  /** Plays our one sound from its start; what plays already ends. `volume` in percent. Never throws. */
  ring: (volume: number) => Promise<void>
}
