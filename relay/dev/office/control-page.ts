import type { Stage } from './stage.ts'

import { layout } from './layout.ts'
import { escapeHtml } from './markup.ts'
import { matchName, matchPath } from './pages.ts'
import { controlWords as words, modeWords } from './words.ts'

/** The page behind `/controle`; its script reads and writes `/controle/api`. */
export function controlPage(stage: Stage): string {
  const matches = stage.fixtures
    .map(
      ({ slug, ...fixture }) => `<li class="control" data-match="${slug}">
  <div><h3><a href="${matchPath(slug)}">${escapeHtml(matchName({ slug, ...fixture }))}</a></h3>
  <p class="state" data-state data-none="${escapeHtml(words.none)}" data-some="${escapeHtml(words.some)}">${escapeHtml(words.none)}</p></div>
  <div class="buttons" role="group" aria-label="${escapeHtml(fixture.opponent)}">
    <button type="button" class="button" data-action="release" data-places="1" data-match="${slug}">${escapeHtml(words.onePlace)}</button>
    <button type="button" class="button" data-action="release" data-places="2" data-match="${slug}">${escapeHtml(words.twoPlaces)}</button>
    <button type="button" class="button quiet" data-action="take" data-match="${slug}">${escapeHtml(words.take)}</button>
  </div>
</li>`,
    )
    .join('\n')
  const modes = Object.entries(modeWords)
    .map(
      ([mode, text]) =>
        `<label class="mode"><input type="radio" name="mode" value="${mode}"><span>${escapeHtml(text)}</span></label>`,
    )
    .join('\n')
  return layout({
    title: words.title,
    current: '/controle',
    scripts: ['/control.js'],
    main: `<link rel="stylesheet" href="/control.css">
<div class="hero"><div class="wide"><h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.intro)}</p></div></div>
<p class="wide lost" role="alert" data-lost="${escapeHtml(words.lost)}"></p>
<section class="wide panel" aria-labelledby="t-matches"><h2 id="t-matches">${escapeHtml(words.matches)}</h2>
  <label class="chance"><input type="checkbox" name="random"><span><b>${escapeHtml(words.random)}</b><small>${escapeHtml(words.randomHelp)}</small></span></label>
  <ul class="controls">${matches}</ul></section>
<section class="wide panel"><fieldset><legend>${escapeHtml(words.site)}</legend><p class="help">${escapeHtml(words.siteHelp)}</p><div class="modes">${modes}</div></fieldset></section>
<div class="wide panel"><h2 id="t-requests">${escapeHtml(words.requests)}</h2><p class="help">${escapeHtml(words.requestsHelp)}</p>
  <div class="scroll" tabindex="0" role="region" aria-labelledby="t-requests"><table><thead><tr><th scope="col">${escapeHtml(words.when)}</th><th scope="col">${escapeHtml(words.what)}</th><th scope="col">${escapeHtml(words.answer)}</th><th scope="col">${escapeHtml(words.who)}</th></tr></thead><tbody data-requests></tbody></table></div></div>`,
  })
}
