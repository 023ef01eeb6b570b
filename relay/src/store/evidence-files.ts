import type { Env } from '../env.ts'

/**
 * Where the bulk of evidence stands: JSON and pictures under names of our own making. Which names there are is known
 * by the rows of `store/evidence.ts`, written before the files, so nothing here has to be listed.
 */
export type EvidenceFiles = {
  put: (name: string, content: Uint8Array) => Promise<void>
  /** `null` when it is not there. */
  get: (name: string) => Promise<ReadableStream<Uint8Array> | null>
  /** Those that are not there count as deleted. */
  delete: (names: readonly string[]) => Promise<void>
}

/** R2 on Cloudflare, a folder of the machine elsewhere; `null` where the operator gave neither. */
export function evidenceFiles({ EVIDENCE, EVIDENCE_DISK }: Env): EvidenceFiles | null {
  if (EVIDENCE_DISK !== undefined) return onDisk(EVIDENCE_DISK)
  return EVIDENCE === undefined ? null : inBucket(EVIDENCE)
}

export const jsonName = (id: string) => `${id}.json`
export const pictureName = (id: string) => `${id}.picture`

function inBucket(bucket: R2Bucket): EvidenceFiles {
  return {
    put: async (name, content) => void (await bucket.put(name, content)),
    get: async (name) => (await bucket.get(name))?.body ?? null,
    // R2 takes up to 1000 names at once.
    delete: (names) => bucket.delete([...names]),
  }
}

/**
 * A writable disk service of workerd: GET, PUT and DELETE on files (`DiskDirectoryService` in its
 * src/workerd/server/server.c++). PUT writes beside and renames, so a file is whole or not there.
 */
function onDisk(disk: Fetcher): EvidenceFiles {
  const ask = async (method: string, name: string, body: Uint8Array | null = null) => {
    const answer = await disk.fetch(`http://evidence/${encodeURIComponent(name)}`, { method, body })
    if (!answer.ok) await answer.body?.cancel()
    if (answer.ok || answer.status === 404) return answer
    throw new Error(`the evidence folder answered ${answer.status} to ${method}`)
  }
  return {
    put: async (name, content) => void (await ask('PUT', name, content)),
    get: async (name) => {
      const answer = await ask('GET', name)
      return answer.ok ? answer.body : null
    },
    delete: async (names) => {
      for (const name of names) await ask('DELETE', name)
    },
  }
}
