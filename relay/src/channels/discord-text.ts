import type { AlertText } from '#core/wording.ts'

import { fitLine, fitLines } from './fit-text.ts'

/** https://discord.com/developers/docs/resources/webhook#execute-webhook */
const CONTENT_MOST = 2000
const TITLE_MOST = 400

/**
 * The message in Discord's Markdown: everything that came from a page shows as it was written. Links stay whole;
 * lines make room for them.
 */
export function toMarkdown({ title, lines, links }: AlertText): string {
  const head = `**${fitLine(title, TITLE_MOST, { draw: escapeMarkdown })}**`
  let foot = ''
  for (const link of links) {
    const grown = foot + writeLink(link)
    if (head.length + grown.length < CONTENT_MOST) foot = grown
  }
  const body = fitLines(lines, CONTENT_MOST - head.length - foot.length - 1, { draw: escapeMarkdown })
  return head + (body === '' ? '' : `\n${body}`) + foot
}

/** In angle brackets: no preview. */
const writeLink = ({ label, url }: AlertText['links'][number]) =>
  `\n[${escapeMarkdown(label)}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`

/**
 * A backslash before a sign takes its meaning away: emphasis, headings, lists, links, mentions, emoji, and the `:` of
 * an address that would become a link by itself.
 */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()<@:]/g, '\\$&').replace(/^(\s*\d*)([-+.])/, '$1\\$2')
}
