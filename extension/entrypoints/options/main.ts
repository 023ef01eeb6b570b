import { startOptions } from '../../ui/options/start-options.tsx'

void startOptions()
