// Shows what the relay pushes, and opens what it links to. It has no words of its own, and keeps nothing.

self.addEventListener('push', (event) => {
  const note = read(event.data)
  const { title, body, tag, silent, urgent, lang, links } = note
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      lang,
      silent,
      requireInteraction: urgent,
      icon: '/favicon.svg',
      badge: '/favicon.svg',
      data: links,
      actions: links.slice(0, 2).map(({ label }, index) => ({ action: String(index), title: label })),
      // Without a tag none may be renewed.
      ...(tag === '' ? {} : { tag, renotify: !silent }),
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const links = Array.isArray(event.notification.data) ? event.notification.data : []
  const { url } = links[Number(event.action)] ?? links[0] ?? { url: '/' }
  event.waitUntil(open(url))
})

// A push service may give another endpoint: the relay is told, by the one that it knows.
self.addEventListener('pushsubscriptionchange', (event) => {
  const { oldSubscription: old, newSubscription: given } = event
  if (old !== null && old !== undefined) event.waitUntil(renew(old, given ?? null))
})

async function renew(old, given) {
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
  }
}

async function open(address) {
  const url = new URL(address, self.location.origin)
  if (!/^https?:$/.test(url.protocol)) return
  await self.clients.openWindow(url.href)
}
