import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'

import { startLook } from '../content/look.ts'

export default defineUnlistedScript(() => startLook())
