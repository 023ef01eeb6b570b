import type { CalendarEvent } from '#core/calendar.ts'
import type { FeedDocument } from '#core/syndication.ts'
import type { Locale } from '#core/words.ts'
import type { Context } from '../context.ts'
import type { Release } from './read-releases.ts'

import { badgeSvg } from '#core/badge.ts'
import { calendarText } from '#core/calendar.ts'
import { clockNear, duration } from '#core/clock.ts'
import { glanceAt } from '#core/freshness.ts'
import { oneLine } from '#core/one-line.ts'
import { isEndSeen } from '#core/release-end.ts'
import { safeLink } from '#core/safe-link.ts'
import { FEED_WORDS } from '#core/feed-words.ts'
import { atomText, rssText } from '#core/syndication.ts'

import { getWatch, listWatches } from '../store/watches.ts'
import { readReleases } from './read-releases.ts'
import { readPublicWatch } from './read-status.ts'

export type FeedFormat = 'atom' | 'rss' | 'ics'

type Asked = { format: FeedFormat; watchId: string | undefined; locale: Locale }

const ENTRIES_MOST = 100
const NAME_MOST = 120
const OFFERS_MOST = 5

/** The last openings of one public watch, or of all, as a document; `null` when the watch is not known. */
export async function syndicate(
  context: Context,
  { format, watchId, locale }: Asked,
): Promise<string | null> {
  const releases = await readReleases(context, { watchId, limit: ENTRIES_MOST, admin: false })
  if (releases === null) return null
  const watches = await listWatches(context.env.DB)
  const pages = new Map(watches.map(({ id, url }) => [id, url]))
  const name = watches.find(({ id }) => id === watchId)?.name
  const { publicUrl } = context.config
  const words = FEED_WORDS[locale]
  const events = releases.map((release) =>
    eventOf(release, { locale, url: safeLink(pages.get(release.watchId))?.href ?? `${publicUrl}/` }),
  )
  const title = words.title(name === undefined ? null : oneLine(name, NAME_MOST))
  const description = words.subtitle
  if (format === 'ics') {
    const host = URL.parse(publicUrl)?.hostname ?? 'vigie'
    return calendarText({ name: title, description, host, events })
  }
  const query = new URLSearchParams({ ...(watchId === undefined ? {} : { watch: watchId }), lang: locale })
  const document: FeedDocument = {
    title,
    subtitle: description,
    language: locale,
    home: `${publicUrl}/`,
    self: `${publicUrl}/openings.${format}?${query.toString()}`,
    updatedAt: Math.max(0, ...events.map(({ changedAt }) => changedAt)),
    entries: events.map(({ id, title: entry, description: text, url, beganAt, changedAt }) => {
      return { id, title: entry, text, url, publishedAt: beganAt, updatedAt: changedAt }
    }),
  }
  return format === 'atom' ? atomText(document) : rssText(document)
}

function eventOf(release: Release, { locale, url }: { locale: Locale; url: string }): CalendarEvent {
  const { id, name, openedAt, closedAt, closedBy, offers } = release
  const words = FEED_WORDS[locale]
  const seen = offers.slice(0, OFFERS_MOST).map(({ name: offer, category, quantity, price }) => {
    const parts = [offer, category, quantity === undefined ? undefined : words.places(quantity), price]
    return oneLine(parts.filter((part) => part !== undefined).join(', '), 200)
  })
  const ended = closedAt === null ? words.stillOpen : endOf({ openedAt, closedAt, closedBy }, locale)
  return {
    id,
    beganAt: openedAt,
    endedAt: closedAt,
    changedAt: closedAt ?? openedAt,
    title: words.opening(oneLine(name, NAME_MOST)),
    description: [...seen, ended].join('\n'),
    url,
  }
}

type Ended = Pick<Release, 'openedAt' | 'closedBy'> & { closedAt: number }

function endOf({ openedAt, closedAt, closedBy }: Ended, locale: Locale): string {
  const words = FEED_WORDS[locale]
  const clock = clockNear(closedAt, { now: openedAt, locale })
  return isEndSeen(closedBy)
    ? words.gone(clock, duration(Math.max(0, closedAt - openedAt), locale))
    : words.unwatched(clock)
}

/** The state of one public watch as a picture; `null` when there is none. */
export async function drawBadge(context: Context, id: string, locale: Locale): Promise<string | null> {
  const isPublic = (await getWatch(context.env.DB, id))?.public === true
  const watch = isPublic ? await readPublicWatch(context, id) : null
  if (watch === null) return null
  return badgeSvg({ label: watch.name, state: glanceAt(watch, context.now()).state, locale })
}
