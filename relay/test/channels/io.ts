import type { ChannelIo } from '../../src/channels/channel.ts'

/** What a channel gets in a test: nothing configured, every address allowed, no network, unless told otherwise. */
export function makeIo(given: Partial<ChannelIo> = {}): ChannelIo {
  return {
    fetch: () => Promise.reject(new Error('no network in this test')),
    guard: async () => null,
    write: async () => {},
    leaving: () => {},
    now: Date.now,
    telegram: null,
    mail: null,
    vapid: () => Promise.reject(new Error('no keys in this test')),
    options: {},
    ...given,
  }
}
