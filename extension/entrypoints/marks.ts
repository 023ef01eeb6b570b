import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'

import { startMarks } from '../content/marks.ts'

export default defineUnlistedScript(() => startMarks())
