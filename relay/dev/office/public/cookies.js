const banner = document.getElementById('cookies')
const KEY = 'reponse-au-bandeau'

if (localStorage.getItem(KEY) === null) banner.hidden = false
banner.addEventListener('click', (event) => {
  const answer = event.target.dataset.answer
  if (answer === undefined) return
  localStorage.setItem(KEY, answer)
  banner.hidden = true
})
