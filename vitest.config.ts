import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{relay,site,extension}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: true,
    maxWorkers: 2,
  },
})
