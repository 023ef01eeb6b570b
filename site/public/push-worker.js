// Shows what the relay pushes, opens what it links to and answers it. It has no words of its own, and keeps nothing.
// What opens the pages without a network stands apart.
self.importScripts('/offline-shell.js')

self.addEventListener('push', (event) => event.waitUntil(showNote(read(event.data))))

async function showNote(note) {
  const { title, body, tag, silent, urgent, lang, links, answer } = note
  // Without the secret that the page has left, there is nothing to answer with.
  const canAnswer = answer !== null && (await ownToken()) !== null
  const ways = links.map(({ label }, index) => ({ action: String(index), title: label }))
  const seen = { action: 'seen', title: answer?.label ?? '' }
  await self.registration.showNotification(title, {
    body,
    lang,
    silent,
    requireInteraction: urgent,
    icon: '/favicon.svg',
    badge: '/favicon.svg',
    data: note,
    // Browsers show two.
    actions: canAnswer ? [...ways.slice(0, 1), seen] : ways.slice(0, 2),
    // Without a tag none may be renewed.
    ...(tag === '' ? {} : { tag, renotify: !silent }),
  })
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const note = event.notification.data ?? read(null)
  if (event.action === 'seen') return event.waitUntil(say(note))
  const { url } = note.links[Number(event.action)] ?? note.links[0] ?? { url: '/' }
  event.waitUntil(open(url))
  // Where no button is shown, whoever touches it has seen it: there is no other way to say so from here.
  const hasButtons = (self.Notification?.maxActions ?? 0) > 0
  if (event.action === '' && !hasButtons && note.answer !== null) event.waitUntil(sayQuietly(note))
})

async function sayQuietly(note) {
  if ((await ownToken()) !== null) await say(note)
}

/** "Seen" ends the reminders. What did not get through stands there again, to be pressed once more. */
async function say(note) {
  const token = await ownToken()
  if (token === null || note.answer === null) return await open('/#alerts')
  const { alertId, failed } = note.answer
  const answer = await fetch(`/api/subscriptions/${token}/answer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ alertId, outcome: 'seen' }),
  }).catch(() => null)
  // 404: nothing of it rings any more.
  if (answer?.ok || answer?.status === 404) return
  const body = note.unsent === true ? note.body : `${note.title}\n${note.body}`
  await showNote({ ...note, title: failed, body, silent: true, unsent: true })
}

/** What `push-token.ts` of the page has left; `null` when it has not, or this browser keeps nothing. */
function ownToken() {
  return new Promise((resolve) => {
    // Whatever keeps it waiting, a seat is shown.
    setTimeout(() => resolve(null), 1000)
    const asked = self.indexedDB.open('vigie', 1)
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore('kept'))
    asked.addEventListener('error', () => resolve(null))
    asked.addEventListener('success', () => {
      const found = asked.result.transaction('kept').objectStore('kept').get('push-token')
      found.addEventListener('error', () => resolve(null))
      found.addEventListener('success', () => resolve(text(found.result) || null))
      asked.result.close()
    })
  }).catch(() => null)
}

// A push service may give another endpoint: the relay is told, by the one that it knows.
self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription: old, newSubscription: given } = event
  if (old !== null && old !== undefined) event.waitUntil(renewSubscription(old, given ?? null))
})

async function renewSubscription(old, given) {
  const subscription = given ?? (await self.registration.pushManager.subscribe(old.options))
  const { endpoint, keys } = subscription.toJSON()
  await fetch('/api/subscriptions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'web-push', endpoint, keys, replaces: old.endpoint }),
  })
}

const text = (value) => (typeof value === 'string' ? value : '')

/** A browser has to show something for every push, even one that cannot be read. */
function read(data) {
  let given = {}
  try {
    given = data?.json() ?? {}
  } catch {
    given = {}
  }
  const { answer } = given
  return {
    title: text(given.title) || 'Vigie',
    body: text(given.body),
    tag: text(given.tag),
    silent: given.silent === true,
    urgent: given.urgent === true,
    lang: text(given.lang) || 'fr',
    links: Array.isArray(given.links)
      ? given.links.map(({ label, url }) => ({ label: text(label), url: text(url) }))
      : [],
    answer:
      typeof answer === 'object' && answer !== null && text(answer.alertId) !== ''
        ? { alertId: text(answer.alertId), label: text(answer.label), failed: text(answer.failed) }
        : null,
  }
}

async function open(address) {
  const url = new URL(address, self.location.origin)
  if (!/^https?:$/.test(url.protocol)) return
  await self.clients.openWindow(url.href)
}
