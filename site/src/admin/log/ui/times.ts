/** Making a format costs more than using it a hundred times, and a log is full of times. */
function kept(options: Intl.DateTimeFormatOptions) {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (at: number, locale: string): string => {
    const format = formats.get(locale) ?? new Intl.DateTimeFormat(locale, options)
    formats.set(locale, format)
    return format.format(at)
  }
}

/** To the second, in the reader's time zone: `14:02:11`. */
export const lineTime = kept({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })

/** `vendredi 20 novembre 2026`. */
export const lineDay = kept({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** Whether two moments fall on one day where the reader is. */
export const isSameDay = (a: number, b: number): boolean =>
  new Date(a).toDateString() === new Date(b).toDateString()
