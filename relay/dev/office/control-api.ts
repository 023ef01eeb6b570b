import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Stage } from './stage.ts'
import type { Visits } from './visits.ts'

import { json as readJson } from 'node:stream/consumers'

import { json, send, text } from './answer.ts'
import { actionSchema } from './stage.ts'
import { words } from './words.ts'

const SHOWN = 15

/** `GET` tells the state, `POST {action, …}` changes it and tells it. */
export async function answerControl(
  stage: Stage,
  visits: Visits,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  if (request.method === 'POST') {
    // A page of another site cannot send this type without being refused first.
    if (!request.headers['content-type']?.startsWith('application/json')) {
      return send(request, response, text('content-type: application/json', 415))
    }
    const action = actionSchema.safeParse(await readJson(request).catch(() => null))
    if (!action.success) return send(request, response, json({ error: action.error.issues }, 400))
    stage.apply(action.data, Date.now())
  }
  send(request, response, json(stateOf(stage, visits)))
}

function stateOf(stage: Stage, visits: Visits) {
  return {
    mode: stage.scene().mode,
    random: stage.random,
    matches: stage.fixtures.map(({ slug, pmr }) => {
      const places = stage.seats(slug)?.places ?? 0
      return { slug, places, text: `${words.seats(places)}, ${pmr.price}` }
    }),
    requests: visits
      .all()
      .filter(({ kind }) => kind !== 'file')
      .slice(-SHOWN)
      .toReversed()
      .map(({ at, path, status, headers }) => ({
        at,
        path,
        status: status ?? '…',
        agent: headers['user-agent'] ?? '',
      })),
  }
}
