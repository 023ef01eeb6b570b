const NAMES = [
  'PATH',
  'HOME',
  'LANG',
  'TERM',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
]

/** Only what any process needs: none of the caller's secrets get into it by accident. */
export function machineEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name]]))
}
