/** All that the commands of this folder say to people, French first. */
const french = {
  noChromium:
    'Aucun navigateur trouvé : installez Chromium ou Chrome (sur Debian : apt install chromium), ou donnez son chemin dans CHROME_PATH.',
  chromePathWrong: (path: string) =>
    `CHROME_PATH : « ${path} » n’est pas un programme que l’on peut lancer ; donnez le chemin de Chrome, Chromium ou Edge.`,
  noSandbox: (path: string) =>
    `${path} ne trouve pas de bac à sable sur cette machine : installez Chromium ou Chrome par le système (sur Debian : apt install chromium), ou donnez un autre chemin dans CHROME_PATH.`,
  chromiumLacksLibrary: (path: string, library: string) =>
    `${path} ne démarre pas, il manque ${library} : installez Chromium par le système (sur Debian : apt install chromium), ou donnez un autre chemin dans CHROME_PATH.`,
  chromiumFailed: (path: string, said: string) =>
    `${path} ne démarre pas (${said}) : donnez un autre navigateur dans CHROME_PATH.`,
}

type Words = typeof french

const english: Words = {
  noChromium:
    'No browser found: install Chromium or Chrome (on Debian: apt install chromium), or put its path in CHROME_PATH.',
  chromePathWrong: (path) =>
    `CHROME_PATH: "${path}" is not a program that can be run; give the path of Chrome, Chromium or Edge.`,
  noSandbox: (path) =>
    `${path} finds no sandbox on this machine: install Chromium or Chrome from the system (on Debian: apt install chromium), or give another path in CHROME_PATH.`,
  chromiumLacksLibrary: (path, library) =>
    `${path} does not start, ${library} is missing: install Chromium from the system (on Debian: apt install chromium), or give another path in CHROME_PATH.`,
  chromiumFailed: (path, said) => `${path} does not start (${said}): give another browser in CHROME_PATH.`,
}

/** The terminal's own language decides: French when it says so, else English. */
export function wordsFor(env: NodeJS.ProcessEnv): Words {
  const language = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((text) => (text ?? '') !== '')
  return language?.toLowerCase().startsWith('fr') ? french : english
}

export const words = wordsFor(process.env)
