import type { CDPSession, Page } from 'puppeteer-core'
import type { HereAnswer, Read } from '../content/contract.ts'
import type { SeatsTarget } from '#core/watch.ts'

import { build } from 'esbuild'
import { join } from 'node:path'

import { ROOT } from '../../relay/dev/paths.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { judgeDrawn } from '../background/looking/judge-drawn.ts'

/** The scripts of a page as the build bundles them, without WXT around. */
export type Scripts = Record<'watcher' | 'reader' | 'fetcher' | 'look' | 'picker' | 'marks', string>

const STARTS = {
  watcher: 'startWatcher',
  reader: 'startReader',
  fetcher: 'startFetcher',
  look: 'startLook',
  picker: 'startPicker',
  marks: 'startMarks',
} satisfies Record<keyof Scripts, string>

export async function bundleScripts(): Promise<Scripts> {
  const bundle = async (name: keyof Scripts) => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { ${STARTS[name]} } from './extension/content/${name}.ts'; ${STARTS[name]}()`,
        resolveDir: ROOT,
        sourcefile: join(ROOT, `${name}.entry.ts`),
      },
      bundle: true,
      format: 'iife',
      minify: true,
      target: 'chrome137',
      write: false,
      logLevel: 'silent',
    })
    return outputFiles[0]?.text ?? ''
  }
  const [watcher, reader, fetcher, look, picker, marks] = await Promise.all([
    bundle('watcher'),
    bundle('reader'),
    bundle('fetcher'),
    bundle('look'),
    bundle('picker'),
    bundle('marks'),
  ])
  return { watcher, reader, fetcher, look, picker, marks }
}

/** The extension's isolated world of a page, with a worker that is played: it keeps what it is told. */
export type World = {
  /** Runs an expression there and answers its value. */
  run: <T>(expression: string) => Promise<T>
  inject: (name: keyof Scripts) => Promise<void>
  /** All messages of the page, in order. */
  told: () => Promise<({ type: string } & Record<string, unknown>)[]>
  /** Those of the reader. */
  reads: () => Promise<Read[]>
  /** The verdict that the worker makes of a reading. */
  verdicts: () => Promise<string[]>
  /** Until a reading is judged so. */
  sees: (verdict: string) => Promise<Read>
  /** The worker asks the tab. */
  ask: <T>(message: unknown) => Promise<T>
  /** Follows this address from now on; the next `here` is answered so. */
  follow: (url: string, target?: SeatsTarget) => Promise<void>
  cdp: CDPSession
}

/** Something of ours as assistive technology meets it; the page's own scripts cannot look in. */
export type Thing = { role: string; name: string; focused: boolean; id: number }

/** What a screen reader has of the page, our closed tree included. */
export async function heard({ cdp }: World): Promise<Thing[]> {
  const { nodes } = await cdp.send('Accessibility.getFullAXTree')
  return nodes.flatMap(({ ignored, role, name, properties, backendDOMNodeId }) =>
    ignored || backendDOMNodeId === undefined
      ? []
      : [
          {
            role: String(role?.value ?? ''),
            name: String(name?.value ?? ''),
            focused:
              properties?.some((each) => each.name === 'focused' && each.value.value === true) ?? false,
            id: backendDOMNodeId,
          },
        ],
  )
}

/** What our live region says. */
export async function spoken({ cdp }: World): Promise<string> {
  const { nodes } = await cdp.send('Accessibility.getFullAXTree')
  const all = new Map(nodes.map((node) => [node.nodeId, node]))
  const status = nodes.find(({ role }) => role?.value === 'status')
  const inside = (status?.childIds ?? []).map((id) => all.get(id))
  return inside.map((node) => (node?.role?.value === 'StaticText' ? String(node.name?.value) : '')).join('')
}

/** Where it is drawn, in the window. */
export async function placeOf({ cdp }: World, { id }: Thing): Promise<Box> {
  const { model } = await cdp.send('DOM.getBoxModel', { backendNodeId: id })
  const [x = 0, y = 0] = model.border
  return { x, y, width: model.width, height: model.height }
}

export type Box = { x: number; y: number; width: number; height: number }

const WORKER = `
  globalThis.told = []; globalThis.listeners = new Set(); globalThis.followed = {};
  globalThis.browser = { runtime: {
    id: 'vigie',
    sendMessage: async (message) => {
      told.push(structuredClone(message));
      if (message.type === 'read') return { done: Object.values(followed).some((each) => each.followId === message.followId) };
      if (message.type !== 'here') return { done: true };
      return followed[message.url] ?? { followed: false };
    },
    onMessage: {
      addListener: (listener) => listeners.add(listener),
      removeListener: (listener) => listeners.delete(listener),
    },
  } };
`

export async function openWorld(page: Page, scripts: Scripts): Promise<World> {
  const cdp = await page.createCDPSession()
  await cdp.send('Page.enable')
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'vigie',
  })
  const run = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    const value: T = result.value
    return value
  }
  await run(WORKER)
  const targets = new Map<string, { url: string; target: SeatsTarget }>()
  const told: World['told'] = () => run('told')
  const reads: World['reads'] = () => run(`told.filter(({ type }) => type === 'read')`)
  const judged = (read: Read) => {
    const asked = targets.get(read.followId) ?? { url: read.url, target: {} }
    const verdict = judgeDrawn(asked, { facts: read.facts, url: read.url, at: read.at })
    return verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
  }
  return {
    run,
    told,
    reads,
    cdp,
    inject: (name) => run(`${scripts[name]};0`),
    verdicts: async () => (await reads()).map(judged),
    sees: (verdict) =>
      eventually(
        async () => (await reads()).find((read) => judged(read) === verdict),
        `a reading: ${verdict}`,
      ),
    ask: (message) =>
      run(`new Promise((answer) => {
        const waits = [...listeners].map((listener) => listener(${JSON.stringify(message)}, {}, answer));
        if (!waits.includes(true)) answer(null);
      })`),
    follow: async (url, target = {}) => {
      const followId = `follow-${targets.size}`
      targets.set(followId, { url, target })
      const options = { url, target, deadlineMs: 20_000 }
      const answer: HereAnswer = { followed: true, followId, options }
      await run(`followed[${JSON.stringify(url)}] = ${JSON.stringify(answer)};0`)
    },
  }
}
