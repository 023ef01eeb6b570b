/** One rule for phrases by line, each met as whole words. Written folded: lower case, no accents. */
export function anyOf(phrases: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${phrases
      .trim()
      .split(/\s*\n\s*/)
      .join('|')})(?![\\p{L}\\p{N}])`,
    'u',
  )
}
