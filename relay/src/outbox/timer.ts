/** Calls once, at the earliest of the times it was set to (epoch ms; `Infinity` sets nothing). */
export class Timer {
  #set: { at: number; id: ReturnType<typeof setTimeout> } | null = null

  set(at: number, call: () => void): void {
    if (at === Infinity || (this.#set !== null && this.#set.at <= at)) return
    if (this.#set !== null) clearTimeout(this.#set.id)
    const id = setTimeout(
      () => {
        this.#set = null
        call()
      },
      Math.max(0, at - Date.now()),
    )
    this.#set = { at, id }
  }
}
