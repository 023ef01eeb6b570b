import type { Plugin } from 'vite'

import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The style comes first, since the page's first words wait for it alone: the script steps back until it is there. */
const styleFirst: Plugin = {
  name: 'style first',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const script = /\n *<script type="module"[^>]*><\/script>/.exec(html)?.[0]
      if (script === undefined) return html
      const later = script.replace('<script', '<script fetchpriority="low"')
      return html.replace(script, '').replace('</head>', `  ${later.trim()}\n  </head>`)
    },
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [styleFirst],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/site',
    emptyOutDir: true,
    // The page's policy allows files of its own only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome120', 'firefox121', 'safari17'],
  },
})
