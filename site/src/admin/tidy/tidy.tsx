import type { ConflictProps } from './conflict-panel.tsx'

import { ConflictPanel } from './conflict-panel.tsx'
import { OrderList } from './order-list.tsx'
import { Transfer } from './transfer.tsx'
import './tidy.css'

export const OrderPart = () => <OrderList />
export const TransferPart = () => <Transfer />
export const ConflictPart = ({ route }: { route: ConflictProps }) => <ConflictPanel {...route} />
