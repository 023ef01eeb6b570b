const PARTS = 8

/**
 * A request body that knows whether the network has taken all of it. The runtime reads only a part or two ahead of
 * what the connection has accepted, so a body not read to its end was never wholly sent: a refused connection,
 * a failed look-up and a silent network all look alike in their errors, and can be told from a lost answer by this.
 * Its length is told beforehand where the runtime can do so: some push services take no body in chunks.
 */
export function trackedBody(content: string | Uint8Array): {
  stream: ReadableStream<Uint8Array>
  isTaken: () => boolean
} {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const size = Math.max(1, Math.ceil(bytes.length / PARTS))
  let offset = 0
  let taken = false
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (offset < bytes.length) {
          controller.enqueue(bytes.slice(offset, offset + size))
          offset += size
          return
        }
        taken = true
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const sized =
    typeof FixedLengthStream === 'undefined'
      ? stream
      : stream.pipeThrough(new FixedLengthStream(bytes.length))
  return { stream: sized, isTaken: () => taken }
}
