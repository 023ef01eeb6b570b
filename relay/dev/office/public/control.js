const PAUSE_MS = 1000
const time = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'medium' })
const lost = document.querySelector('[data-lost]')

async function act(action) {
  const headers = { 'content-type': 'application/json' }
  show(await ask('/controle/api', { method: 'POST', headers, body: JSON.stringify(action) }))
}

async function ask(path, init) {
  try {
    const response = await fetch(path, init)
    lost.textContent = response.ok ? '' : await response.text()
    return response.ok ? await response.json() : null
  } catch {
    lost.textContent = lost.dataset.lost
    return null
  }
}

function show(state) {
  if (state === null) return
  for (const { slug, places, text } of state.matches) {
    const row = document.querySelector(`li[data-match="${slug}"]`)
    const label = row.querySelector('[data-state]')
    const words = places === 0 ? label.dataset.none : `${label.dataset.some} : ${text}`
    row.classList.toggle('open', places > 0)
    if (label.textContent !== words) label.textContent = words
  }
  document.querySelector(`[name=mode][value="${state.mode}"]`).checked = true
  document.querySelector('[name=random]').checked = state.random
  document.querySelector('[data-requests]').replaceChildren(...state.requests.map(row))
}

function row({ at, path, status, agent }) {
  const line = document.createElement('tr')
  for (const text of [time.format(at), path, status, agent]) {
    const cell = document.createElement('td')
    cell.textContent = text
    cell.title = text
    line.append(cell)
  }
  return line
}

document.addEventListener('click', (event) => {
  const { action, match, places } = event.target.dataset
  if (action === 'release') void act({ action, match, places: Number(places) })
  if (action === 'take') void act({ action, match })
})
document.addEventListener('change', ({ target }) => {
  if (target.name === 'mode') void act({ action: 'mode', mode: target.value })
  if (target.name === 'random') void act({ action: 'random', on: target.checked })
})

async function follow() {
  show(await ask('/controle/api'))
  setTimeout(follow, PAUSE_MS)
}
void follow()
