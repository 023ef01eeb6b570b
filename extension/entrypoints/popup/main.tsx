import { startPage } from '../../ui/start-page.tsx'
import { Popup } from '../../ui/popup.tsx'

void startPage(Popup)
