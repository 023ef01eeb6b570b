/** What went wrong, and what to do next. */
export type Problem = { what: string; next: string }
