import type { AccountRoute } from '../pages/lazy-account.tsx'

import { useAdmin } from '../context.ts'
import { AccountContext } from './context.ts'
import { makeAccountDoor } from './door.ts'
import { AccountPage } from './pages/account-page.tsx'
import { Audit } from './pages/audit.tsx'
import './account.css'

let door: ReturnType<typeof makeAccountDoor> | null = null

/** How one signs in, and the record of who changed what. */
export function Account({ route }: { route: AccountRoute }) {
  const { session } = useAdmin()
  door ??= makeAccountDoor(() => session.lose())
  const { page, ...filter } = route
  return (
    <AccountContext.Provider value={door}>
      {page === 'account' ? <AccountPage /> : <Audit filter={filter} />}
    </AccountContext.Provider>
  )
}
