import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'

import { startFetcher } from '../content/fetcher.ts'

export default defineUnlistedScript(() => startFetcher())
