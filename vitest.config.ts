import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

// Looks of the corpus wait more than they work.
const shared = { testTimeout: 60_000, hookTimeout: 60_000, maxConcurrency: 16 }

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'rules',
          include: ['{relay,site}/**/*.test.ts'],
          exclude: ['{relay,site}/test/**'],
        },
      },
      {
        plugins: [await WxtVitest()],
        test: {
          ...shared,
          name: 'extension',
          include: ['extension/**/*.test.ts'],
          exclude: ['extension/test/**'],
          setupFiles: ['fake-indexeddb/auto'],
        },
      },
      {
        test: {
          ...shared,
          name: 'stories',
          include: ['{relay,site,extension}/test/**/*.test.ts'],
          globalSetup: ['relay/test/global-setup.ts'],
          // Once in some thousand stories Chromium leaves a call unanswered for ever (`shared-browser.ts`): nothing of ours.
          retry: { count: 1, condition: /protocolTimeout/ },
        },
      },
    ],
  },
})
