export const DOCS_STYLE = `
:root { color-scheme: light dark; --ink: #14213d; --paper: #fff; --soft: #eef1f6; --link: #0b57d0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf4; --paper: #10151f; --soft: #1c2433; --link: #8ab4f8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 4rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; padding: 0; list-style: none; }
article { margin: 1rem 0; padding: 0.25rem 1rem 1rem; border-radius: 0.5rem; background: var(--soft); }
h3 { margin: 0.75rem 0 0; font-size: 1.05rem; }
h4 { margin: 0.75rem 0 0.25rem; font-size: 0.95rem; }
dl { display: grid; grid-template-columns: minmax(4rem, max-content) 1fr; gap: 0.25rem 1rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
.admin { font-weight: 600; }
.admin::before { content: "\\1F512 "; }
pre { overflow: auto; padding: 0.75rem; background: var(--soft); }
summary { min-height: 1.75rem; cursor: pointer; }
`
