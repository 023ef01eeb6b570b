import type { PricedThing } from '#core/prices.ts'
import type { Dashboard } from '#relay/client.ts'

import { useDashboardWords } from '../locales/words.ts'
import { dateOf, dollars, whole } from '../models/figures.ts'
import { Chart, Numbers } from './chart.tsx'

/** Names of Cloudflare's, the same in every language. */
const PRODUCTS: Record<PricedThing, string> = {
  plan: 'Workers',
  browser: 'Browser Run',
  requests: 'Workers',
  objectRequests: 'Durable Objects',
  objectTime: 'Durable Objects',
  objectRows: 'Durable Objects',
  databaseRows: 'D1',
}

/** What the month costs at Cloudflare at the present pace; a machine of one's own pays nothing of it. */
export function Bill({ dashboard }: { dashboard: Dashboard }) {
  const { bill: words, locale } = useDashboardWords()
  const { bill, browser } = dashboard
  const money = (value: number) => dollars(value, locale)
  const paid = bill.lines.filter(({ cost }) => cost > 0).toSorted((a, b) => b.cost - a.cost)
  const most = Math.max(...paid.map(({ cost }) => cost))
  const isOwn = browser.home !== 'cloudflare'
  const soFar = isOwn ? [] : [words.soFar(money(bill.browserSoFar))]
  if (browser.forecastMinutes === null && browser.home !== 'none')
    return <Chart id="bill" title={words.title} words={[words.soon, ...soFar]} />
  const said = isOwn ? [words.own(money(bill.total))] : [words.cloudflare(money(bill.total)), ...soFar]
  const sources = new Map(bill.lines.map(({ thing, source }) => [source, PRODUCTS[thing]]))
  return (
    <Chart id="bill" title={words.title} words={said}>
      <ul class="ranks" aria-hidden="true">
        {paid.map(({ thing, cost }) => (
          <li key={thing}>
            <span>{words.things[thing]}</span>
            <strong>{money(cost)}</strong>
            <svg class="rank" focusable="false">
              <rect class="fill-accent" width={`${(cost / most) * 100}%`} height="100%" rx="3" />
            </svg>
          </li>
        ))}
      </ul>
      <p class="hint">{words.estimate}</p>
      <p class="hint">
        {words.prices(dateOf(bill.readOn, locale))}{' '}
        {[...sources].map(([source, product]) => (
          <a class="source" href={source} rel="noreferrer" key={source}>
            {product}
          </a>
        ))}
      </p>
      <Numbers
        caption={words.title}
        heads={[words.thing, words.quantity, words.included, words.price, words.cost]}
        rows={[
          ...bill.lines.map((line) => [
            words.things[line.thing],
            whole(line.quantity, locale),
            whole(line.included, locale),
            words.per(money(line.usd), whole(line.per, locale)),
            money(line.cost),
          ]),
          [words.all, '', '', '', money(bill.total)],
        ]}
      />
    </Chart>
  )
}
