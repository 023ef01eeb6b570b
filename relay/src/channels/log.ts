import type { Channel } from './channel.ts'

/** The site's log and the console: where alerts go when nothing else is configured. */
export const log: Channel = {
  pace: null,
  async send({ text, level, watchId }, _address, io) {
    const [link] = text.links
    const message = [text.title, ...text.lines, ...(link === undefined ? [] : [link.url])].join(' · ')
    try {
      io.leaving()
      await io.write({ level, message, ...(watchId === undefined ? {} : { watchId }) })
      return { kind: 'sent', messageId: null }
    } catch (error) {
      return { kind: 'retry', detail: String(error), ambiguous: false }
    }
  },
}
