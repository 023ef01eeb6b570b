import { escapeHtml } from './markup.ts'
import { words } from './words.ts'

export type Page = { title: string; main: string; scripts?: readonly string[]; current?: string }

/** The frame of every page of the club, already escaped parts in `main`. */
export function layout({ title, main, scripts = ['/cookies.js'], current = '' }: Page): string {
  const link = (href: string, text: string) =>
    `<a href="${href}"${href === current ? ' aria-current="page"' : ''}>${escapeHtml(text)}</a>`
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} | ${escapeHtml(`${words.office} ${words.club}`)}</title>
<link rel="icon" href="/crest.svg" type="image/svg+xml">
<link rel="stylesheet" href="/office.css">
<link rel="stylesheet" href="/matches.css">
${scripts.map((src) => `<script type="module" src="${src}"></script>`).join('\n')}
</head>
<body>
<a class="skip" href="#contenu">${escapeHtml(words.skip)}</a>
<header class="top">
  <div class="wide">
    <a class="brand" href="/"><img src="/crest.svg" alt="" width="44" height="44"><span>${escapeHtml(words.club)}<small>${escapeHtml(words.office)}</small></span></a>
    <nav aria-label="${escapeHtml(words.nav)}">${link('/', words.home)}${link('/panier', words.cart)}${link('/controle', words.control)}</nav>
  </div>
</header>
<main id="contenu" tabindex="-1">
${main}
</main>
<footer class="wide foot"><p>${escapeHtml(words.demoNote)}</p></footer>
<section class="cookies" id="cookies" aria-label="${escapeHtml(words.cookiesLabel)}" hidden>
  <p>${escapeHtml(words.cookies)}</p>
  <div><button type="button" class="button quiet" data-answer="non">${escapeHtml(words.refuse)}</button><button type="button" class="button" data-answer="oui">${escapeHtml(words.accept)}</button></div>
</section>
</body>
</html>
`
}
