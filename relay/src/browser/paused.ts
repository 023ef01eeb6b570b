/** Bytes that no reader looks at. */
export const NOT_LOADED = ['Image', 'Media', 'Font'] as const

/** How literal addresses and local names begin and end. The guard decides; this only chooses whom to ask about. */
const ADDRESSES = ['localhost', '[', '0.', '10.', '100.', '127.', '169.254.', '172.', '192.', '198.', '2??.']
const LOCAL_NAMES = ['.localhost', '.local', '.internal', '.lan', '.home.arpa', '.localdomain', '.intranet']

/** Only these requests wait for an answer from us; all others run at full speed. */
export const PAUSED = [
  ...(['Document', ...NOT_LOADED, 'Other'] as const).map((resourceType) => ({ resourceType })),
  ...[
    ...ADDRESSES.map((start) => `${start}*`),
    ...LOCAL_NAMES.flatMap((name) => [`*${name}/*`, `*${name}:*`]),
  ].map((host) => ({ urlPattern: `*://${host}` })),
]
