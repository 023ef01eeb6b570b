import type { WallMark } from '#core/observation.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'
import type { Wall } from './wall.ts'

import { LIMITS } from '#core/observation.ts'
import { childText } from './survey.ts'
import { above, isHidden } from './visible.ts'
import { WALLS } from './wall-table.ts'
import { fold } from './words.ts'

const TEXT_MOST = 24_000
const CODE_MOST = 3000
const SCRIPTS_MOST = 60

/** Every sign found. Costly parts (text, code) are read only on this call, once. */
export function findWalls(tree: Tree, found: Survey): WallMark[] {
  const title = fold(found.title)
  const text = fold(
    found.texts
      .map((each) => each.text)
      .join(' ')
      .slice(0, TEXT_MOST),
  )
  const frames = found.frames.slice(0, 20).map((frame) => tree.attribute(frame, 'src') ?? '')
  const codes = [...codesOf(tree, found), ...frames.filter((src) => src !== '')]
  const marks: WallMark[] = []
  for (const wall of WALLS) {
    if (wall.below !== undefined && found.textLength >= wall.below) continue
    const marker = signOf(tree, found, wall, { title, text, codes, frames })
    if (marker === null) continue
    marks.push({
      reason: wall.reason,
      vendor: wall.vendor,
      marker: marker.slice(0, LIMITS.shortText),
      grade: wall.grade,
    })
  }
  return refine(marks, codes).slice(0, LIMITS.walls)
}

type Read = { title: string; text: string; codes: readonly string[]; frames: readonly string[] }

function signOf(tree: Tree, found: Survey, wall: Wall, read: Read): string | null {
  for (const id of wall.ids ?? []) if (stands(tree, found.ids.get(id))) return `#${id}`
  for (const name of wall.classes ?? []) {
    const node = found.classes.get(name)
    if (stands(tree, node) && (wall.grade !== 'soft' || isPuzzle(tree, node))) return `.${name}`
  }
  if (wall.selector !== undefined && tree.select(wall.selector).some((node) => stands(tree, node))) {
    return wall.selector
  }
  if (wall.title?.test(read.title) === true) return `title "${read.title}"`
  const said = wall.text?.exec(read.text)
  if (said && (wall.counted === undefined || isCounted(found, read.text, said)))
    return `"${said[0].slice(0, 80)}"`
  const framed = read.frames.find((src) => wall.frame?.test(src))
  if (framed !== undefined) return `frame ${wall.frame?.exec(framed)?.[0].slice(0, 60) ?? ''}`
  const coded = wall.code === undefined ? undefined : read.codes.find((code) => wall.code?.test(code))
  return coded === undefined ? null : `code ${wall.code?.exec(coded)?.[0].slice(0, 60) ?? ''}`
}

const NEAR = 160
const COUNT =
  /(?:position|platz|puesto|posizione|numero|number|place|n°|#)\W{0,12}\d|\d[\d ., ]{0,9}(?:min|heures?|h(?![a-z])|sec|personnes|people|persons|visit|users|utenti|usuarios|besucher|nutzer|personas|persone)/

/** A queue tells how long or how many: in figures beside its name, or by a bar. */
function isCounted(found: Survey, text: string, { 0: name, index }: RegExpExecArray): boolean {
  const near = text.slice(Math.max(0, index - NEAR), index + name.length + NEAR)
  return COUNT.test(near) || found.bars.length > 0
}

const stands = (tree: Tree, node: PageNode | undefined): boolean =>
  node !== undefined &&
  ![node, ...above(tree, node)].some((each) => ['template', 'noscript'].includes(tree.name(each)))

/** Asks the visitor for something: neither the invisible kind nor one that belongs to a form for something else. */
function isPuzzle(tree: Tree, node: PageNode | undefined): boolean {
  return node !== undefined && tree.attribute(node, 'data-size') !== 'invisible' && !isInForm(tree, node)
}

/** A puzzle in a login, cart or newsletter form is no wall. */
function isInForm(tree: Tree, node: PageNode | undefined): boolean {
  if (node === undefined) return false
  for (const outer of above(tree, node)) {
    if (tree.name(outer) === 'form')
      return (tree.attribute(outer, 'id') ?? '') !== 'challenge-form' && hasField(tree, outer)
  }
  return false
}

function hasField(tree: Tree, form: PageNode): boolean {
  let budget = 300
  const visit = (node: PageNode): boolean => {
    if (budget-- <= 0) return false
    const type = tree.attribute(node, 'type')?.toLowerCase() ?? 'text'
    if (tree.name(node) === 'input' && ['text', 'email', 'password', 'tel'].includes(type)) return true
    return tree.children(node).some(visit)
  }
  return visit(form)
}

function codesOf(tree: Tree, found: Survey): string[] {
  const codes: string[] = []
  for (const script of found.scripts.slice(0, SCRIPTS_MOST)) {
    const src = tree.attribute(script, 'src')
    codes.push(src ?? childText(tree, script, CODE_MOST))
  }
  return codes.filter((code) => code !== '')
}

/** One vendor's own words change what its wall asks: a puzzle, a flat no, or a wait that ends by itself. */
function refine(marks: readonly WallMark[], codes: readonly string[]): WallMark[] {
  const puzzle = marks.some((mark) => mark.vendor === 'own' && mark.reason === 'captcha')
  const checks = marks.some(
    (mark) => mark.vendor === 'cloudflare' && mark.reason === 'challenge' && mark.grade === 'hard',
  )
  const datadome = codes.find((code) => /captcha-delivery\.com|var dd ?=/.test(code)) ?? ''
  return marks.map((mark) => {
    if (
      mark.vendor === 'cloudflare' &&
      puzzle &&
      (mark.reason === 'challenge' || mark.reason === 'blocked')
    ) {
      return { ...mark, reason: 'captcha' as const }
    }
    // The error frame is drawn around the check too: with a check in it, it is not a flat no.
    if (mark.vendor === 'cloudflare' && mark.reason === 'blocked' && checks)
      return { ...mark, reason: 'challenge' as const }
    if (mark.vendor !== 'datadome') return mark
    if (/['"]?t['"]?\s*[:=]\s*['"]?bv\b/.test(datadome)) return { ...mark, reason: 'blocked' as const }
    return datadome.includes('/interstitial/') ? { ...mark, reason: 'challenge' as const } : mark
  })
}

/** A login form in the main part and not a hidden or small one in the header. */
export function loginForm(tree: Tree, found: Survey): WallMark | null {
  for (const field of found.passwords) {
    const inHead = [...above(tree, field)].some((outer) =>
      ['header', 'nav', 'footer', 'aside', 'dialog'].includes(tree.name(outer)),
    )
    if (!inHead && !isHidden(tree, field)) {
      return { reason: 'login', vendor: 'own', marker: 'password field in the main part', grade: 'soft' }
    }
  }
  return null
}
