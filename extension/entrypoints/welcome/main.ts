import { startWelcome } from '../../ui/welcome/start-welcome.tsx'

void startWelcome()
