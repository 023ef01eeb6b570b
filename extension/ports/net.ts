export type Net = {
  /** As `fetch`. */
  fetch: (url: string, init?: RequestInit) => Promise<Response>
  /** What the browser believes; `true` proves nothing. */
  isOnline: () => boolean
}
