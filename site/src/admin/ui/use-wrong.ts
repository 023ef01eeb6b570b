import type { Form } from '../models/form.ts'
import type { Wrong } from './field.tsx'

import { useAdminWords } from '../context.ts'
import { issueOf } from '../trouble.ts'

/** What is held against a field of the form, if anything. */
export function useWrong(form: Form) {
  const words = useAdminWords()
  return (path: string, text: string): Wrong | undefined => {
    const trouble = form.trouble.value ?? trialTrouble(form)
    const issue = issueOf(trouble, path)
    if (issue === undefined) return undefined
    const code = trouble?.kind === 'refused' ? words.trouble.codes[trouble.code] : undefined
    const isAddress =
      path === 'url' && code !== undefined && trouble?.kind === 'refused' && trouble.code !== 'invalid'
    return isAddress ? { text: code.what } : { text, detail: issue.message }
  }
}

function trialTrouble({ trial }: Form) {
  const state = trial.state.value
  return state.kind === 'failed' ? state.trouble : null
}
