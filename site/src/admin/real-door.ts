import type { Door } from './door.ts'

import { makeClient } from '#relay/client.ts'

import { ask } from './ask.ts'

/** A look may wait for its host's turn, then draw the page and let it settle. */
const LOOK_MS = 75_000

const one = (id: string) => ({ param: { id } })

/** The door over the relay's API, at the page's own origin. */
export function makeDoor(onSignedOut: () => void): Door {
  const { api } = makeClient(location.origin)
  const usual = { onSignedOut }
  const look = { withinMs: LOOK_MS, onSignedOut }
  return {
    readSession: () => ask((init) => api.session.$get({}, { init }), usual),
    signIn: (password) => ask((init) => api.session.$post({ json: { password } }, { init }), usual),
    proveCode: (code) => ask((init) => api.session.code.$post({ json: { code } }, { init }), usual),
    askPasskey: () => ask((init) => api.session.passkey.options.$post({}, { init }), usual),
    signInByPasskey: (signed) => {
      const json = { ...signed, clientExtensionResults: {} }
      return ask((init) => api.session.passkey.$post({ json }, { init }), usual)
    },
    signOut: () => ask((init) => api.session.$delete({}, { init }), usual),
    watches: () => ask((init) => api.watches.$get({}, { init }), usual),
    watch: (id) => ask((init) => api.watches[':id'].$get(one(id), { init }), usual),
    add: (json) => ask((init) => api.watches.$post({ json }, { init }), usual),
    change: (id, json) => ask((init) => api.watches[':id'].$patch({ ...one(id), json }, { init }), usual),
    remove: (id) => ask((init) => api.watches[':id'].$delete(one(id), { init }), usual),
    restore: (id) => ask((init) => api.watches[':id'].restore.$post(one(id), { init }), usual),
    forget: (id) => ask((init) => api.watches[':id'].removed.$delete(one(id), { init }), usual),
    pause: (id) => ask((init) => api.watches[':id'].pause.$post(one(id), { init }), usual),
    resume: (id) => ask((init) => api.watches[':id'].resume.$post(one(id), { init }), usual),
    pauseAll: () => ask((init) => api.watches.pause.$post({}, { init }), usual),
    resumeAll: () => ask((init) => api.watches.resume.$post({}, { init }), usual),
    move: (id, before) =>
      ask((init) => api.watches[':id'].place.$put({ ...one(id), json: { before } }, { init }), usual),
    check: (id) => ask((init) => api.watches[':id'].check.$post(one(id), { init }), usual),
    story: (id, hours) =>
      ask(
        (init) => api.watches[':id'].story.$get({ ...one(id), query: { hours: String(hours) } }, { init }),
        usual,
      ),
    evidence: (id) =>
      ask((init) => api.watches[':id'].evidence.$get({ ...one(id), query: {} }, { init }), usual),
    oneEvidence: (id) => ask((init) => api.evidence[':id'].$get(one(id), { init }), usual),
    pictureUrl: (id) => api.evidence[':id'].picture.$url(one(id)).pathname,
    samples: (host) => ask((init) => api.samples.$get({ query: { host } }, { init }), usual),
    saveSample: (json) => ask((init) => api.samples.$post({ json }, { init }), look),
    removeSample: (id) => ask((init) => api.samples[':id'].$delete(one(id), { init }), usual),
    teach: (id) => ask((init) => api.watches[':id'].teach.$post(one(id), { init }), look),
    preset: (url) => ask((init) => api.presets.$get({ query: { url } }, { init }), usual),
    tryPage: (json, signal) => ask((init) => api.watches.try.$post({ json }, { init }), { ...look, signal }),
  }
}
