export const en = {
  operations: {
    readStatusFile: 'The public status, at the address of the old bot’s file.',
    readStatus: 'The public status.',
    openFeed: 'Live status for everybody; live log for the admin.',
    signIn: 'Sign in as admin.',
    readSession: 'Am I signed in?',
    signOut: 'Sign out.',
    listWatches: 'All watches with what is known of each.',
    addWatch: 'Watch a page.',
    tryWatch: 'Look at a page once; nothing is kept.',
    readWatch: 'One watch.',
    changeWatch: 'Change a watch. Another page or target starts from nothing.',
    removeWatch: 'Stop watching a page.',
    checkWatch: 'Look at a watch as soon as its host’s politeness rules allow.',
    listMatches: 'The watches, as the old bot listed them.',
    addMatch: 'Watch a page, as the old bot’s scripts ask for it.',
    exportMatches: 'Download all watches as `matches.json`.',
    importMatches: 'Watch all pages of a `matches.json`, or none when one is refused.',
    removeMatch: 'Stop watching a page, by its place in the list.',
    checkMatch: 'Look at a watch now, by its place in the list.',
    readLogs: 'The log, newest last.',
    readAnalytics: 'How many visited the site.',
    countVisitor: 'Count a visitor.',
    countTelegramClick: 'Count a click on the Telegram button.',
    readStats: 'The admin’s overview.',
    listReleases: 'When places were open.',
    readHealth: 'Is the relay doing its work?',
    readMetrics: 'Measures for Prometheus.',
    readContract: 'This contract, as OpenAPI 3.1.',
    readDocs: 'This contract, for people.',
  },
  docs: {
    title: 'Vigie: the API',
    intro:
      'Every answer is JSON unless it says otherwise. Every refusal has the same shape: a code for programs, a message, and the fields at fault.',
    download: 'The same contract as OpenAPI 3.1',
    contents: 'Contents',
    skip: 'To the calls',
    other: 'En français',
    tags: {
      status: 'Status',
      session: 'Session',
      watches: 'Watches',
      matches: 'The old bot’s calls',
      measures: 'Logs and measures',
      contract: 'The contract',
    },
    admin: 'Admin session needed',
    parameters: 'Parameters',
    required: 'required',
    body: 'Body',
    answers: 'Answers',
    shapes: 'Shapes',
  },
} as const

export type OperationId = keyof (typeof en)['operations']

type Wide<T> = { [key in keyof T]: T[key] extends string ? string : Wide<T[key]> }

/** What every language must word. */
export type Words = Wide<typeof en>
