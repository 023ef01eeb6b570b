const ELLIPSIS = '…'
/** A word is cut only when no space is found so near the end. */
const WORD_MOST = 40

export type Fit = {
  /** What the channel counts of a drawn text: UTF-16 units unless given. */
  size?: (drawn: string) => number
  /** A line as the channel writes it, escaped: its size counts. */
  draw?: (line: string) => string
}

const encoder = new TextEncoder()
export const byteLength = (text: string) => encoder.encode(text).length

/** The text as drawn, cut at the end of a word with an ellipsis when it is longer than `most`; empty when none fits. */
export function fitLine(text: string, most: number, { size = lengthOf, draw = asIs }: Fit = {}): string {
  const whole = draw(text)
  if (size(whole) <= most) return whole
  const points = Array.from(text)
  const cut = (count: number) => draw(points.slice(0, count).join('').trimEnd() + ELLIPSIS)
  let [fits, tooMany] = [0, points.length]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (size(cut(middle)) <= most) fits = middle
    else tooMany = middle
  }
  const end = endOfWord(points, fits)
  return end > 0 && size(cut(end)) <= most ? cut(end) : ''
}

/**
 * As many lines, drawn and joined by line breaks, as `most` takes; the last may be cut. Empty when none fits.
 */
export function fitLines(lines: readonly string[], most: number, fit: Fit = {}): string {
  const { size = lengthOf, draw = asIs } = fit
  let text = ''
  for (const [index, line] of lines.entries()) {
    const start = text === '' ? '' : `${text}\n`
    const whole = start + draw(line)
    const isLast = index === lines.length - 1
    // Room for the sign that there is more.
    if (size(whole) <= most - (isLast ? 0 : size(`\n${ELLIPSIS}`))) {
      text = whole
      continue
    }
    const cut = fitLine(line, most - size(start), fit)
    if (cut !== '') return start + cut
    return size(`${start}${ELLIPSIS}`) <= most ? start + ELLIPSIS : text
  }
  return text
}

function endOfWord(points: readonly string[], at: number): number {
  if (at >= points.length || isSpace(points[at])) return at
  for (let end = at; end > Math.max(0, at - WORD_MOST); end -= 1) if (isSpace(points[end - 1])) return end - 1
  return at
}

const isSpace = (point: string | undefined) => point !== undefined && /\s/.test(point)
const lengthOf = (text: string) => text.length
const asIs = (text: string) => text
