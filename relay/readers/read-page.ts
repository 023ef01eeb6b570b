import type { Anchor, Area, PageFacts, Settle, WallMark } from '#core/observation.ts'
import type { Preset } from './presets.ts'
import type { Seats } from './seats.ts'
import type { Survey } from './survey.ts'
import type { PageNode, ReadOptions, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { findNotices, regionsOf } from './notices.ts'
import { completed, presetFor } from './presets.ts'
import { addressMarks, hints } from './preset-rows.ts'
import { findMention, findSeats } from './seats.ts'
import { childText, survey } from './survey.ts'
import { drawnness, isHidden, isWithin, seenText } from './visible.ts'
import { findWalls, loginForm } from './walls.ts'
import { fold, tidy, tokens, words } from './words.ts'

/** The reading of a document that is not waited for. */
const STATIC: Settle = {
  state: 'static',
  agreed: true,
  waitedMs: 0,
  paintedAtMs: null,
  scrollSteps: 0,
}

/**
 * Reads one document, live or parsed, into facts. Changes nothing, waits for nothing, and is bounded whatever the
 * page holds. `settle` says how the waiting went where something waited.
 */
export function readTree(tree: Tree, options: ReadOptions, settle: Settle = STATIC): PageFacts {
  return readWithBox(tree, options, settle).facts
}

/** The same, with the box of the offers area for whoever waits for it to be quiet. */
export function readWithBox(
  tree: Tree,
  given: ReadOptions,
  settle: Settle = STATIC,
): { facts: PageFacts; box: PageNode | null } {
  const preset = presetFor(given)
  const options = completed(given, preset)
  const found = survey(tree, preset.typeAttribute)
  const seats = findSeats(tree, found, options, preset)
  const headings = found.h1.filter((node) => !isHidden(tree, node))
  const texts = headings.slice(0, 3).map((node) => tidy(seenText(tree, node, 600).text, LIMITS.shortText))
  const title = tidy(found.title, LIMITS.shortText)
  const event = readEvent(options, [title, ...texts])
  const anchor = findAnchor(tree, options, preset, { seats, headings, texts, event })
  const regions = seats.box === null ? regionsOf(tree, anchor?.nodes ?? []) : [seats.box]
  const notices = findNotices(tree, found, seats, regions)
  const mention = seats.targetCount > 0 ? null : findMention(tree, found)
  const none = mention?.count === 0 ? { kind: 'empty' as const, text: mention.text } : null
  const notice = notices.notice ?? none
  const box = seats.box ?? anchor?.box ?? null
  const facts: PageFacts = {
    url: tree.url.slice(0, LIMITS.address),
    canonical: found.canonical?.slice(0, LIMITS.address) ?? null,
    lang: found.lang?.slice(0, 20) ?? null,
    title,
    headings: texts,
    textLength: found.textLength,
    elements: found.elements,
    scripts: found.scripts.length,
    complete: tree.complete,
    truncated: found.truncated,
    styled: tree.styled,
    anchor: anchor === null ? null : anchor.fact,
    area: readArea(tree, found, {
      box,
      seats,
      notice: notice?.text ?? null,
      failed: notices.failed,
      anchored: anchor !== null,
    }),
    targets: seats.targets,
    targetCount: seats.targetCount,
    siblings: seats.siblings,
    siblingCount: seats.siblingCount,
    notice,
    event,
    past: notices.past,
    walls: wallsOf(tree, found, { anchor: anchor?.fact ?? null, seats, preset }),
    consent: readConsent(tree, found, anchor !== null),
    metadata: readMetadata(tree, found, preset),
    mention,
    shell: readShell(tree, found),
    unreadableFrames: unreadableIn(tree, found, box),
    failedCalls: [],
    settle,
  }
  return { facts, box }
}

/** Frames of other sites among the offers; elsewhere they are advertisements. */
function unreadableIn(tree: Tree, found: Survey, box: PageNode | null): number {
  const counts = (frame: PageNode) => box === null || isWithin(tree, frame, box)
  return found.frames.filter(
    (frame) => tree.unreadableFrame(frame) && counts(frame) && !isHidden(tree, frame),
  ).length
}

function readEvent(options: ReadOptions, texts: readonly string[]): PageFacts['event'] {
  if (options.event === undefined) return null
  const held = new Set(tokens(fold(texts.join(' '))))
  const asked = tokens(fold(options.event))
  return { asked: tidy(options.event, LIMITS.shortText), found: asked.every((token) => held.has(token)) }
}

type Anchored = { fact: Anchor; nodes: readonly PageNode[]; box: PageNode | null }
type Known = {
  seats: Seats
  headings: readonly PageNode[]
  texts: readonly string[]
  event: PageFacts['event']
}

/** The strongest proof that this is the page: what the person named, offers, their box, the event's words, a heading. */
function findAnchor(tree: Tree, options: ReadOptions, preset: Preset, known: Known): Anchored | null {
  const drawn = (selector: string) =>
    tree
      .select(selector)
      .slice(0, 60)
      .filter((node) => !isHidden(tree, node))
  const { seats, headings, texts, event } = known
  if (options.anchor !== undefined) {
    const nodes = drawn(options.anchor)
    const value = options.anchor.slice(0, LIMITS.shortText)
    if (nodes.length > 0) return { fact: { kind: 'selector', value }, nodes, box: nodes[0] ?? null }
  }
  if (seats.nodes.length > 0) {
    const value = seats.siblings.map(({ type, count }) => `${type} × ${count}`).join(', ')
    const around = seats.box === null ? seats.nodes : [seats.box]
    return { fact: { kind: 'offers', value: tidy(value, LIMITS.shortText) }, nodes: around, box: seats.box }
  }
  // An empty box may have no height: what matters is that it is not hidden on purpose.
  const boxes = tree
    .select(preset.containers.join(', '))
    .slice(0, 20)
    .filter((node) => [null, 'no size'].includes(drawnness(tree, node).hiddenBy))
  const [box] = boxes
  if (box !== undefined) {
    return { fact: { kind: 'container', value: nameOf(tree, box) }, nodes: boxes, box }
  }
  if (event?.found === true)
    return { fact: { kind: 'event', value: event.asked }, nodes: headings, box: null }
  const heading = texts.find((text) => text !== '')
  return heading === undefined
    ? null
    : { fact: { kind: 'heading', value: heading }, nodes: headings, box: null }
}

function nameOf(tree: Tree, node: PageNode): string {
  const named = tree.attribute(node, 'id') ?? tree.attribute(node, 'class') ?? ''
  return tidy(`${tree.name(node)} ${named}`, LIMITS.shortText)
}

type AreaParts = {
  box: PageNode | null
  seats: Seats
  notice: string | null
  failed: string | null
  anchored: boolean
}

/** Whether the part that holds offers can be read: the waiter and the judge both ask this and nothing else. */
function readArea(tree: Tree, found: Survey, parts: AreaParts): Area {
  const outer = parts.box === null ? null : (tree.parent(parts.box) ?? parts.box)
  const inBox = (node: PageNode) =>
    outer === null || isWithin(tree, node, outer) || isWithin(tree, outer, node)
  const busy = found.busy.find((node) => inBox(node) && isBusy(tree, node))
  if (busy !== undefined) return { state: 'loading', detail: busyWord(tree, busy) }
  if (parts.seats.targets.some((row) => row.skeleton && row.drawn !== 'hidden' && row.place === 'offers')) {
    return { state: 'loading', detail: 'an offer without text' }
  }
  if (parts.failed !== null) return { state: 'failed', detail: parts.failed }
  if (parts.seats.nodes.length > 0) return { state: 'readable', detail: `${parts.seats.nodes.length} offers` }
  if (parts.notice !== null) return { state: 'readable', detail: parts.notice }
  if (parts.box !== null && parts.anchored) return { state: 'readable', detail: 'the offers box, empty' }
  return { state: 'absent', detail: '' }
}

const BUSY_TEXT_MOST = 60

function isBusy(tree: Tree, node: PageNode): boolean {
  const { drawn } = drawnness(tree, node)
  if (drawn === 'hidden') return false
  if (tree.attribute(node, 'aria-busy') === 'true') return true
  if (tree.name(node) === 'body' || tree.name(node) === 'html') return false
  // Unstyled pages hold their spinners ready, hidden by a style sheet: only a note or a skeleton counts there.
  return seenText(tree, node, 400).text.trim().length <= BUSY_TEXT_MOST
}

function busyWord(tree: Tree, node: PageNode): string {
  if (tree.attribute(node, 'aria-busy') === 'true') return 'aria-busy'
  return tidy(tree.attribute(node, 'class') ?? tree.name(node), LIMITS.shortText)
}

type Beside = { anchor: Anchor | null; seats: Seats; preset: Preset }

function wallsOf(tree: Tree, found: Survey, { anchor, seats, preset }: Beside): WallMark[] {
  // With real offers on the page every wall sign is one of a healthy page (VERDICTS.md 0.4): not even looked for.
  if (seats.nodes.length > 0 && anchor !== null) return []
  const login = loginForm(tree, found)
  return [
    ...addressMarks(preset, tree.url),
    ...findWalls(tree, found),
    ...(login === null ? [] : [login]),
  ].slice(0, LIMITS.walls)
}

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

function readConsent(tree: Tree, found: Survey, anchored: boolean): PageFacts['consent'] {
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

function readMetadata(tree: Tree, found: Survey, preset: Preset): PageFacts['metadata'] {
  if (preset.hint !== undefined) {
    const data = found.scripts.slice(0, 60).map((script) => childText(tree, script, 400_000))
    if (hints(preset, data)) return 'in-stock'
  }
  const codes = found.scripts
    .filter((script) => (tree.attribute(script, 'type') ?? '').toLowerCase() === 'application/ld+json')
    .slice(0, 10)
    .map((script) => childText(tree, script, 60_000))
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

function readShell(tree: Tree, found: Survey): string | null {
  for (const id of ROOTS) {
    const node = found.ids.get(id)
    if (
      node !== undefined &&
      words.price(seenText(tree, node, 400).text) === null &&
      seenText(tree, node, 400).text.trim() === ''
    ) {
      return `#${id}`
    }
  }
  return null
}
