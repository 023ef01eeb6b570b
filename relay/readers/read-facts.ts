import type { Anchor, PageFacts, Settle, WallMark } from '#core/observation.ts'
import type { Exhibit } from './layout.ts'
import type { Preset } from './presets.ts'
import type { Seats } from './seats.ts'
import type { Survey } from './survey.ts'
import type { PageNode, ReadOptions, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { findAnchors } from './anchor.ts'
import { readArea, unreadableIn } from './area.ts'
import { findBehind } from './behind.ts'
import { branchesNear, readDay, readEvent } from './event.ts'
import { fitted } from './fitted.ts'
import { findMention } from './mention.ts'
import { findNotices, regionsOf } from './notices.ts'
import { linkedData, readConsent, readMetadata, readShell } from './page-data.ts'
import { addressMarks } from './preset-rows.ts'
import { completed, presetFor } from './presets.ts'
import { findSeats } from './seats.ts'
import { readSession } from './session.ts'
import { survey } from './survey.ts'
import { isHidden, seenText } from './visible.ts'
import { findWalls, loginForm } from './walls.ts'
import { tidy } from './words.ts'

/**
 * One reading of a document into facts, the box of its offers area, and the elements of `facts.targets`. `settle` says how the waiting went; `show` is
 * what is kept of the page beside the facts.
 */
export function readFacts(
  tree: Tree,
  given: ReadOptions,
  { settle, show }: { settle: Settle; show: Exhibit },
): { facts: PageFacts; box: PageNode | null; rows: readonly PageNode[] } {
  const preset = presetFor(given)
  const options = completed(given, preset)
  const found = survey(tree, preset.typeAttribute)
  const seats = findSeats(tree, found, options, preset)
  const headings = headingsOf(tree, found)
  const texts = headings.map((node) => tidy(seenText(tree, node, 600).text, LIMITS.shortText))
  const title = tidy(found.title, LIMITS.shortText)
  const event = readEvent(options, [title, ...texts])
  const anchors = findAnchors(tree, options, preset, { seats, headings, texts, event })
  const [anchor = null] = anchors
  const regions = seats.box === null ? regionsOf(tree, anchor?.nodes ?? []) : [seats.box]
  const near = branchesNear(tree, headings[0])
  const notices = findNotices(tree, found, { seats, regions, near, empty: options.empty })
  const behind = findBehind(tree, found, seats)
  const closed = behind.closed === null ? null : { text: behind.closed, count: null }
  const mention = seats.targetCount > 0 ? null : (findMention(tree, found) ?? closed)
  const counted = mention?.count === 0 ? { kind: 'empty' as const, text: mention.text } : null
  const notice = notices.notice ?? counted
  const box = seats.box ?? anchor?.box ?? null
  const linked = linkedData(tree, found)
  const area = {
    box,
    seats,
    notice: notice?.text ?? null,
    failed: notices.failed ?? behind.more,
    anchored: anchor !== null,
  }
  const facts: PageFacts = {
    ...documentFacts(tree, found),
    title,
    headings: texts,
    anchor: anchor === null ? null : anchor.fact,
    area: readArea(tree, found, area),
    targets: seats.targets,
    targetCount: seats.targetCount,
    siblings: seats.siblings,
    siblingCount: seats.siblingCount,
    notice,
    event,
    ...readDay(tree, found, { near, title, linked }),
    past: notices.past,
    session: readSession(tree, found, { seats, regions, said: notice !== null }),
    walls: wallsOf(tree, found, { anchor: anchor?.fact ?? null, seats, preset }),
    consent: readConsent(tree, found, anchor !== null),
    metadata: readMetadata(tree, found, { preset, linked }),
    mention,
    unreadableFrames: unreadableIn(tree, found, box),
    settle,
    evidence: show(tree, found, { seats, anchors, box }),
  }
  return { facts: fitted(facts), box, rows: seats.targetNodes }
}

const HEADINGS_MOST = 3

/** Pages without an `h1` name their event in an `h2`. */
function headingsOf(tree: Tree, found: Survey): PageNode[] {
  const drawn = (nodes: readonly PageNode[]) => nodes.filter((node) => !isHidden(tree, node))
  const first = drawn(found.h1)
  return (first.length > 0 ? first : drawn(found.h2.slice(0, HEADINGS_MOST))).slice(0, HEADINGS_MOST)
}

function documentFacts(tree: Tree, found: Survey) {
  return {
    url: tree.url.slice(0, LIMITS.address),
    canonical: found.canonical?.slice(0, LIMITS.address) ?? null,
    lang: found.lang?.slice(0, 20) ?? null,
    textLength: found.textLength,
    elements: found.elements,
    scripts: found.scripts.length,
    complete: tree.complete,
    truncated: found.truncated,
    styled: tree.styled,
    shell: readShell(tree, found),
    failedCalls: [],
  }
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
