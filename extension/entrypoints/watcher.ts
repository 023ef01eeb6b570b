import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'

import { startWatcher } from '../content/watcher.ts'

export default defineUnlistedScript(() => startWatcher())
