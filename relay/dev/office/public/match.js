import { escapeHtml, offersMarkup } from './markup.js'

const area = document.querySelector('[data-offers]')

async function draw() {
  const response = await fetch(area.dataset.source)
  if (!response.ok) throw new Error(`offers: ${response.status}`)
  const { offers, words, match } = await response.json()
  area.innerHTML = offersMarkup(offers, words, match)
}

try {
  await draw()
} catch {
  area.innerHTML = `<p class="broken" role="alert">${escapeHtml(area.dataset.broken)}</p>`
}
area.setAttribute('aria-busy', 'false')
