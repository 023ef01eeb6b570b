/** Beside the stories of the extension, which know its pages; a browser's own types are known there alone. */
const FIGURES = new URL('../../../extension/test/bench.ts', import.meta.url).href

type Figures = { benchExtension: () => Promise<boolean> }

/** What the extension costs a person's browser, and how soon it tells. */
export async function benchExtension(): Promise<boolean> {
  const figures: Figures = await import(FIGURES)
  return await figures.benchExtension()
}
