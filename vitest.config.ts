import { defineConfig } from 'vitest/config'

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
          include: ['{relay,site,extension}/**/*.test.ts'],
          exclude: ['{relay,site,extension}/test/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'stories',
          include: ['{relay,site,extension}/test/**/*.test.ts'],
          globalSetup: ['relay/test/global-setup.ts'],
        },
      },
    ],
  },
})
