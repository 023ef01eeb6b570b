/**
 * The secret of this browser's own subscription, for its service worker, which answers alerts and cannot read what the
 * page remembers. It stays on this device, where the page keeps it too: within each push it would cross a service again
 * and again and lie with every notification. `push-worker.js` reads the same names.
 */
const [DATABASE, STORE, KEY] = ['vigie', 'kept', 'push-token']

/** Leaves the token for the worker, or takes it away (`null`). A browser that keeps nothing has no button to answer with. */
export async function leavePushToken(token: string | null): Promise<void> {
  try {
    const database = await opened()
    const store = database.transaction(STORE, 'readwrite').objectStore(STORE)
    if (token === null) await ended(store.delete(KEY))
    else await ended(store.put(token, KEY))
    database.close()
  } catch {
    // The answers are on the page, too.
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE))
  return ended(request)
}

function ended<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })
}
