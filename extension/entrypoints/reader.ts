import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'

import { startReader } from '../content/reader.ts'

export default defineUnlistedScript(() => startReader())
