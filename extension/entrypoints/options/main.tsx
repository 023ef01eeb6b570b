import { Options } from '../../ui/options.tsx'
import { startPage } from '../../ui/start-page.tsx'

void startPage(Options)
