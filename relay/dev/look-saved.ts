import type { Observation } from '#core/observation.ts'
import type { Asked } from './look-arguments.ts'

import { createServer } from 'node:http'

import { listen } from './free-port.ts'

/** A saved page that answers on loopback, with the status and headers it is said to have had. */
export type SavedPage = {
  /** On this machine. */
  local: string
  /** The same by the name of the host it was saved from, for a browser whose resolver knows it; else `local`. */
  named: string
  /** Chromium's flag for that. */
  flags: string[]
  /** The facts as if the page had come from where it was saved. */
  moved: (observation: Observation) => Observation
  close: () => void
}

export async function servePage({ html, status, headers, url }: Asked): Promise<SavedPage> {
  const { pathname, search, hostname } = new URL(url ?? 'http://127.0.0.1/page')
  const path = `${pathname}${search}`
  const server = createServer((request, response) => {
    const isPage = request.url === path
    response.writeHead(isPage ? status : 404, {
      ...(isPage ? headers : {}),
      'content-type': 'text/html; charset=utf-8',
    })
    response.end(isPage ? html : '')
  })
  const port = await listen(server, 0)
  const local = `http://127.0.0.1:${port}${path}`
  const named = `http://${hostname}:${port}${path}`
  const move = (given: string) => (url !== null && (given === local || given === named) ? url : given)
  return {
    local,
    named,
    flags: url === null ? [] : [`--host-resolver-rules=MAP ${hostname} 127.0.0.1`],
    moved: (observation) => ({
      ...observation,
      url: move(observation.url),
      finalUrl: move(observation.finalUrl),
      chain: observation.chain.map(move),
      page: observation.page === null ? null : { ...observation.page, url: move(observation.page.url) },
    }),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
