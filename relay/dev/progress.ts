import { words } from './words.ts'

const REMINDER_MS = 5000

/** Says what begins, and every five seconds that it still goes on. */
export async function progress<T>(what: string, work: () => Promise<T>): Promise<T> {
  console.log(what)
  const began = Date.now()
  const timer = setInterval(
    () => console.log(words.still(Math.round((Date.now() - began) / 1000))),
    REMINDER_MS,
  )
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
