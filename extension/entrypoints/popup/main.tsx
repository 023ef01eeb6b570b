import { startPage } from '../../status-ui/start-page.tsx'
import { Popup } from '../../status-ui/popup.tsx'

void startPage(Popup)
