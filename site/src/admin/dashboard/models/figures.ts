import type { SpanName } from '#core/dashboard.ts'

import { clockTime, span as spanOf } from '../../../models/times.ts'

/** Figures as people of that language write them. */

export const whole = (value: number, locale: string) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value)

export const figure = (value: number, locale: string) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)

/** 0 to 1. A share is never rounded to nothing or to all: `< 0,1 %`. */
export function share(value: number, locale: string): string {
  const percent = (part: number) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(part)
  if (value > 0 && value < 0.001) return `< ${percent(0.001)}`
  return value < 1 && value > 0.999 ? `> ${percent(0.999)}` : percent(value)
}

export const dollars = (value: number, locale: string) =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
  }).format(value)

/** How long something took: `420 ms`, `2,4 s`, then as all lengths. */
export function took(ms: number, locale: string): string {
  const unit = (value: number, name: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value)
  if (ms < 1000) return unit(Math.round(ms), 'millisecond', 0)
  return ms < 10_000 ? unit(ms / 1000, 'second', 1) : spanOf(ms, locale)
}

/** However many, as seconds: what the browser worked is counted in them. */
export const seconds = (ms: number, locale: string) =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  }).format(ms / 1000)

export const hours = (minutes: number, locale: string) =>
  new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'hour',
    unitDisplay: 'short',
    maximumFractionDigits: minutes < 600 ? 1 : 0,
  }).format(minutes / 60)

/** A step of the drawing, as its mark below says it and as the table names it. */
export function stepName(
  at: number,
  { span, locale }: { span: SpanName; locale: string },
  long = false,
): string {
  if (span === 'hour' || (span === 'day' && !long)) return clockTime(at, locale)
  const day: Intl.DateTimeFormatOptions =
    span === 'week' && !long ? { weekday: 'short', day: 'numeric' } : { day: 'numeric', month: 'short' }
  const time: Intl.DateTimeFormatOptions = long ? { hour: '2-digit', minute: '2-digit' } : {}
  return new Intl.DateTimeFormat(locale, { ...day, ...time }).format(at)
}

/** The same with its year. */
export const dateOf = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'long' }).format(
    Date.parse(`${day}T00:00:00Z`),
  )

/** A day of the calendar, `2026-11-20`: not a moment, so read and written in the same zone. */
export const dayName = (day: string, locale: string, long = false) =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: long ? 'long' : 'short',
    ...(long ? ({ weekday: 'long' } as const) : {}),
  }).format(Date.parse(`${day}T00:00:00Z`))
