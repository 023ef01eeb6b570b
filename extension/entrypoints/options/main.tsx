import { Options } from '../../status-ui/options.tsx'
import { startPage } from '../../status-ui/start-page.tsx'

void startPage(Options)
