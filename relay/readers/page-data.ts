import type { PageFacts } from '#core/observation.ts'
import type { Preset } from './presets.ts'
import type { Survey } from './survey.ts'
import type { Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { hints } from './preset-rows.ts'
import { childText } from './survey.ts'
import { isHidden, seenText } from './visible.ts'
import { words } from './words.ts'

/** What a page tells beside its words: consent layers, structured data, application roots. */

const CONSENT_IDS = [
  'didomi-host',
  'onetrust-banner-sdk',
  'axeptio_overlay',
  'CybotCookiebotDialog',
  'usercentrics-root',
  'tarteaucitronRoot',
]
const CONSENT_CLASSES = ['qc-cmp2-container', 'fc-consent-root']
const WITHHELD_TEXT_MOST = 1500

/** A consent layer; `withholding` when there is no page behind it. */
export function readConsent(tree: Tree, found: Survey, anchored: boolean): PageFacts['consent'] {
  const id = CONSENT_IDS.find((each) => found.ids.has(each))
  const group = CONSENT_CLASSES.find((each) => found.classes.has(each))
  const other = [...found.ids.keys()].find((each) => each.startsWith('sp_message_container'))
  const node = found.ids.get(id ?? other ?? '') ?? found.classes.get(group ?? '')
  if (node === undefined || isHidden(tree, node)) return null
  const marker = id ?? other ?? `.${group ?? ''}`
  return {
    marker: marker.slice(0, LIMITS.shortText),
    withholding: !anchored && found.textLength < WITHHELD_TEXT_MOST,
  }
}

/** The page's JSON-LD, as text. */
export const linkedData = (tree: Tree, found: Survey): string[] =>
  found.scripts
    .filter((script) => (tree.attribute(script, 'type') ?? '').toLowerCase() === 'application/ld+json')
    .slice(0, 10)
    .map((script) => childText(tree, script, 60_000))

/** What structured data says of stock: `linked` is the page's JSON-LD. */
export function readMetadata(
  tree: Tree,
  found: Survey,
  { preset, linked }: { preset: Preset; linked: readonly string[] },
): PageFacts['metadata'] {
  if (preset.hint !== undefined) {
    const data = found.scripts.slice(0, 60).map((script) => childText(tree, script, 400_000))
    if (hints(preset, data)) return 'in-stock'
  }
  const codes = [...linked]
  for (const meta of found.metas) {
    const name =
      tree.attribute(meta, 'property') ?? tree.attribute(meta, 'name') ?? tree.attribute(meta, 'itemprop')
    if (/availability$/i.test(name ?? ''))
      codes.push(`"availability":"${tree.attribute(meta, 'content') ?? ''}"`)
  }
  const text = codes.join('\n')
  if (/"availability"\s*:\s*"[^"]{0,60}(?:in_?stock|limitedavailability|preorder)"/i.test(text))
    return 'in-stock'
  return /"availability"\s*:\s*"[^"]{0,60}(?:out_?of_?stock|oos|sold_?out)"/i.test(text)
    ? 'out-of-stock'
    : null
}

const ROOTS = ['root', 'app', '__next', '__nuxt', 'react-root', 'app-root', 'svelte', 'main-app']

/** An application root that stands empty. */
export function readShell(tree: Tree, found: Survey): string | null {
  for (const id of ROOTS) {
    const node = found.ids.get(id)
    if (node === undefined) continue
    const { text } = seenText(tree, node, 400)
    if (words.price(text) === null && text.trim() === '') return `#${id}`
  }
  return null
}

const TARGET_WORD =
  /(?<![a-z])(?:pmr|mobilit(?:é|\\u00e9|e) r(?:é|\\u00e9|e)duite|fauteuils? roulants?|wheelchairs?|easy access|rollstuhl|silla de ruedas|carrozzina)(?![a-z])/i
const SCRIPTS_MOST = 60
const DATA_MOST = 200_000

/** Which script holds the target's word and which word it is: only a reason to look closer. */
export function dataHint(tree: Tree, found: Survey): string | null {
  let left = DATA_MOST
  for (const script of found.scripts.slice(0, SCRIPTS_MOST)) {
    if (left <= 0) return null
    const code = childText(tree, script, left)
    left -= code.length
    const hit = TARGET_WORD.exec(code)
    if (hit === null) continue
    const name = tree.attribute(script, 'id') ?? tree.attribute(script, 'type') ?? 'script'
    return `${name}: ${hit[0]}`.slice(0, LIMITS.shortText)
  }
  return null
}
