import type { SeatsTarget } from '#core/watch.ts'
import type { Preset } from './presets/preset.ts'
import type { ReadOptions } from './tree.ts'

import { CLUBS } from './presets/clubs.ts'
import { GENERIC } from './presets/preset.ts'
import { SHOPS } from './presets/shops.ts'

export type { Preset } from './presets/preset.ts'

/** All that are known; the first that fits an address is its own. */
export const PRESETS: readonly Preset[] = [...CLUBS, ...SHOPS]

/** Choosing an address chooses the preset. */
export function presetFor({ url }: Pick<ReadOptions, 'url'>): Preset {
  const address = URL.parse(url)
  return (address === null ? undefined : PRESETS.find((preset) => isFor(preset, address))) ?? GENERIC
}

function isFor({ hosts, path }: Preset, { hostname, pathname }: URL): boolean {
  if (hosts.length === 0) return path?.test(pathname) ?? false
  return hosts.some((own) => isHost(hostname, own)) && (path?.test(pathname) ?? true)
}

const isHost = (hostname: string, own: string): boolean => hostname === own || hostname.endsWith(`.${own}`)

/**
 * What is looked for, with what the preset knows put where the watch leaves it out. Rows that a person has to name
 * are looked for only once their words are given.
 */
export function completed(options: ReadOptions, preset: Preset): ReadOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const named = preset.sight === 'label' && options.label !== undefined && preset.rows !== undefined
  const rows: SeatsTarget = named ? { selector: preset.rows?.selector ?? '' } : {}
  return { ...preset.target, ...rows, ...given, url: options.url }
}
