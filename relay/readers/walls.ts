import type { WallMark } from '#core/observation.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'
import type { Wall } from './wall-table.ts'

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
  const codes = codesOf(tree, found)
  const marks: WallMark[] = []
  for (const wall of WALLS) {
    if (wall.below !== undefined && found.textLength >= wall.below) continue
    const marker = signOf(tree, found, wall, { title, text, codes })
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

type Read = { title: string; text: string; codes: readonly string[] }

function signOf(tree: Tree, found: Survey, wall: Wall, read: Read): string | null {
  for (const id of wall.ids ?? []) if (stands(tree, found.ids.get(id))) return `#${id}`
  for (const name of wall.classes ?? []) {
    const node = found.classes.get(name)
    if (stands(tree, node) && (wall.grade === 'hard' || !isInForm(tree, node))) return `.${name}`
  }
  if (wall.title?.test(read.title) === true) return `title "${read.title}"`
  const said = wall.text?.exec(read.text)
  if (said) return `"${said[0].slice(0, 80)}"`
  const coded = wall.code === undefined ? undefined : read.codes.find((code) => wall.code?.test(code))
  return coded === undefined ? null : `code ${wall.code?.exec(coded)?.[0].slice(0, 60) ?? ''}`
}

const stands = (tree: Tree, node: PageNode | undefined): boolean =>
  node !== undefined &&
  ![node, ...above(tree, node)].some((each) => ['template', 'noscript'].includes(tree.name(each)))

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
  for (const frame of found.frames.slice(0, 20)) codes.push(tree.attribute(frame, 'src') ?? '')
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
