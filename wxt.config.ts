import type { Plugin } from 'vite'

import { env } from 'node:process'
import { mergeConfig } from 'vite'
import { defineConfig } from 'wxt'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src http: https: ws: wss:; " +
  "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Ticket offices of the demo and of people's own machines, where there is no https. */
const LOOPBACK = ['http://localhost/*', 'http://127.0.0.1/*']

/** Stories cannot press the browser's own permission prompt: they run a build that has these hosts from the start. */
const isForStories = env['VIGIE_E2E'] === '1'

/** Everything lies on the person's own disk: what Vite adds to each `import()` to fetch ahead is only weight in the popup. */
const plainImports = {
  name: 'plain-imports',
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = (load) => load()',
  },
}

/**
 * The words of the list come with its page and not after its scripts: a second round trip would be half of the time until
 * it stands. Of both languages, as nobody knows yet which one is spoken: they lie on the person's own disk.
 */
const wordsAtOnce: Plugin = {
  name: 'words-at-once',
  transformIndexHtml: {
    order: 'post',
    handler(_, { path, bundle }) {
      if (!/\/(?:popup|sidepanel)\//.test(path)) return []
      const chunks = Object.values(bundle ?? {}).filter(({ type }) => type === 'chunk')
      const words = chunks.filter((chunk) =>
        /[\\/]locales[\\/](?:fr|en)\.ts$/.test(chunk.facadeModuleId ?? ''),
      )
      const files = new Set(words.flatMap(({ fileName, imports }) => imports.concat(fileName)))
      return [...files].map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        injectTo: 'head' as const,
      }))
    },
  },
}

/** Each file is a round trip of its own: what every page of ours needs stands in two. */
const GROUPS = [
  // The database has a file of its own, so that its size is seen and nothing else brings it along.
  { name: 'dexie', test: /node_modules[\\/]dexie[\\/]/ },
  // What the worker shares with the pages.
  {
    name: 'shared',
    test: /virtual:wxt-(?:html-)?plugins|core[\\/]parse\.ts|extension[\\/](?:messages|models[\\/]view)\.ts/,
  },
  {
    name: 'page',
    test: /preact[\\/](?:dist|jsx-runtime)[\\/]|preload-helper|core[\\/]safe-link\.ts|extension[\\/](?:ui[\\/]start\.tsx|(?:models[\\/](?:page|times)|locales[\\/]words|page-door)\.ts)/,
  },
]

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  modulesDir: 'wxt-modules',
  imports: false,
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'edge', 'firefox', 'safari'],
  modules: ['@wxt-dev/webextension-polyfill'],
  zip: {
    name: 'vigie',
    includeSources: [
      'extension/**',
      'relay/core/**',
      'relay/readers/**',
      'relay/src/**',
      'tsconfig.base.json',
      'wxt.config.ts',
      'package.json',
      'package-lock.json',
    ],
    excludeSources: ['**/*.test.ts', '**/test/**'],
  },
  vite: () => ({
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { modulePreload: false },
    plugins: [plainImports, wordsAtOnce],
  }),
  hooks: {
    'vite:build:extendConfig'(entrypoints, config) {
      if (!entrypoints.some(({ type }) => type === 'background')) return
      config.build = mergeConfig(config.build ?? {}, {
        rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
      })
    },
  },
  manifest: ({ browser, command }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'fr',
    permissions: [
      'activeTab',
      'alarms',
      'notifications',
      'scripting',
      'storage',
      ...(browser === 'firefox' || browser === 'safari' ? [] : ['offscreen']),
    ],
    ...(isForStories ? { host_permissions: LOOPBACK } : {}),
    optional_host_permissions: ['https://*/*', ...(isForStories ? [] : LOOPBACK)],
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+V' } },
    },
    // The development server needs its own scripts and socket.
    ...(command === 'build' && { content_security_policy: { extension_pages: POLICY } }),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'vigie@vigie.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: {
                required: ['none'],
                optional: ['websiteContent', 'browsingActivity'],
              },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { minimum_chrome_version: '137' }),
  }),
})
