/** Characters that the name of a match may have. */
export const NAME_MOST = 120
