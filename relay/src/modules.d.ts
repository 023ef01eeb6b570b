/** Files that the bundler hands over as text: see `[[rules]]` in wrangler.toml. */
declare module '*.sql' {
  const text: string
  export default text
}
declare module '*.page.js' {
  const text: string
  export default text
}
