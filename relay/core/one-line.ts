/** Text from a page or a person, for one line: no controls, no direction marks, no line breaks, bounded. */
export function oneLine(text: string, most: number): string {
  const clean = text
    .slice(0, 20 * most)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  const points = Array.from(clean)
  return points.length <= most ? clean : `${points.slice(0, most - 1).join('')}…`
}
