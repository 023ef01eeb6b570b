import { join } from 'node:path'

/** The folder that holds `package.json`. */
export const ROOT = join(import.meta.dirname, '../..')
export const DIST = join(ROOT, 'dist')
export const SITE = join(DIST, 'site')
export const WORKER = join(DIST, 'worker/index.js')
