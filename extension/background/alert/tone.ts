/** Two short rising notes, made here: frequency in Hz, begin and length in s. */
const NOTES = [
  { hertz: 660, at: 0, lasts: 0.5 },
  { hertz: 880, at: 0.35, lasts: 0.6 },
  { hertz: 660, at: 1.1, lasts: 0.5 },
  { hertz: 880, at: 1.45, lasts: 0.8 },
] as const

/** How long the whole is, ms: shorter than the three seconds after which a sound needs a way to stop it (WCAG 1.4.2). */
const TONE_MS = 2300
const START_MS = 1000
/** Of a note's swelling and fading, s: an edge would click. */
const EDGE = 0.04

/** Plays it once; resolves when it is over. `volume`: 0 to 100. */
export async function playTone(volume: number): Promise<void> {
  const context = new AudioContext()
  // The device may take its time; where there is none, nobody waits for ever.
  await Promise.race([context.resume(), pause(START_MS)])
  const loudness = context.createGain()
  // Ears hear loudness by its square, roughly.
  loudness.gain.value = (Math.min(100, Math.max(0, volume)) / 100) ** 2
  loudness.connect(context.destination)
  for (const { hertz, at, lasts } of NOTES) {
    const [from, to] = [context.currentTime + at, context.currentTime + at + lasts]
    const shape = context.createGain()
    shape.gain.setValueAtTime(0, from)
    shape.gain.linearRampToValueAtTime(0.6, from + EDGE)
    shape.gain.setValueAtTime(0.6, to - EDGE)
    shape.gain.linearRampToValueAtTime(0, to)
    shape.connect(loudness)
    const tone = context.createOscillator()
    tone.frequency.value = hertz
    tone.connect(shape)
    tone.start(from)
    tone.stop(to)
  }
  await pause(TONE_MS)
  await context.close()
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms))
