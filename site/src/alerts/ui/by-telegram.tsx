import type { Subscriber } from '#core/subscriber.ts'

import { useAlertsWords } from '../locales/words.ts'

type Props = { bot: string; watches: Subscriber['watches']; onClick: () => void }

/** The way to the bot, with the one match that was chosen: https://core.telegram.org/bots/features#deep-linking */
export function ByTelegram({ bot, watches, onClick }: Props) {
  const words = useAlertsWords().telegram
  const [one, ...more] = watches === 'all' ? [] : watches
  const start = one === undefined || more.length > 0 ? '' : `?start=w_${one}`
  return (
    <section class="card form" aria-labelledby="by-telegram">
      <h3 id="by-telegram">{words.title}</h3>
      <p>{words.lead}</p>
      {more.length > 0 && <p class="hint">{words.several}</p>}
      <a
        class="button button-main"
        href={`https://t.me/${bot}${start}`}
        target="_blank"
        rel="noopener noreferrer"
        onClick={onClick}
      >
        {words.open}
      </a>
    </section>
  )
}
