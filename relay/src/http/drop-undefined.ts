type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The same JSON, without the fields that were not given. */
export function dropUndefined<T extends object>(fields: T): Given<T> {
  const given: Given<T> = JSON.parse(JSON.stringify(fields))
  return given
}
