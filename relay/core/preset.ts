/** Sites whose pages are known (VERDICTS.md part 1); `generic` is every other one. */
export const PRESET_CODES = [
  'generic',
  'psg',
  'psg-ticketplace',
  'roland-garros',
  'fifa-2026',
  'secutix',
  'ticketmaster-fr',
  'ticketmaster-menu',
  'liverpool',
  'vfb',
  'audienceview',
  'om',
  'arsenal',
  'chelsea',
] as const

export type PresetCode = (typeof PRESET_CODES)[number]

/**
 * What a watch of such a page can do. `page`: seen by everybody. `label`: the person names the row that counts.
 * `session`: seen only when signed in. `none`: the page never shows stock to who only looks.
 */
export type PresetSight = 'page' | 'label' | 'session' | 'none'
