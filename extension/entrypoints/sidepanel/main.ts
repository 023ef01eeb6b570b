import { startList } from '../../ui/start-list.tsx'

void startList()
