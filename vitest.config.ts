import { defineConfig } from 'vitest/config'

const shared = { testTimeout: 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Looks of the corpus wait more than they work.
    maxConcurrency: 16,
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
