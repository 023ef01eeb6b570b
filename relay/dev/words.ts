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
  cdpMute: (address: string) =>
    `BROWSER_CDP_URL : aucun navigateur ne répond à ${address} ; démarrez-le, ou retirez ce réglage pour que Vigie démarre le sien.`,
  portWrong: (given: string) => `un port de 1 à 65534 est attendu, pas « ${given} »`,
  demoWrong: (given: string) => `0 ou 1 est attendu, pas « ${given} »`,
  hostWrong: (given: string) =>
    `une adresse de cette machine est attendue, ou * pour toutes, pas « ${given} »`,
  cdpWrong: (given: string) => `une adresse http(s) ou ws(s) est attendue, pas « ${given} »`,
  passwordShort: (least: number) => `au moins ${least} caractères sont nécessaires`,
  dataUnwritable: (path: string, code: string) =>
    `VIGIE_DATA : impossible d’écrire dans ${path} (${code}) ; donnez un dossier où vous pouvez écrire.`,
  dataInUse: (path: string, pid: number) =>
    `VIGIE_DATA : ${path} sert déjà à un autre Vigie (processus ${pid}) ; arrêtez-le, ou donnez un autre dossier.`,
  portTaken: (port: number) =>
    `PORT : le port ${port} est déjà pris ; arrêtez ce qui l’occupe, ou choisissez-en un autre (PORT=9000 npm start).`,
  portRefused: (port: number, host: string, code: string) =>
    `PORT, HOST : impossible d’écouter sur ${host}, port ${port} (${code}) ; choisissez-en d’autres.`,
  officePortTaken: (port: number) =>
    `PORT : le port ${port} de la billetterie de démonstration est déjà pris ; choisissez un autre PORT, ou VIGIE_DEMO=0 pour vous en passer.`,
  buildFailed: (why: string) =>
    `La construction a échoué : ${why} Essayez « npm install », puis « npm run build » pour les détails.`,
  building: 'Construction de Vigie…',
  startingBrowser: 'Démarrage du navigateur…',
  startingRelay: 'Démarrage du relais…',
  still: (seconds: number) => `… toujours en cours (${seconds} s)`,
  tidied: (count: number) => `Processus d’un démarrage précédent arrêtés : ${count}.`,
  office: (url: string) => `Billetterie de démonstration : ${url} (régie : ${url}/controle)`,
  password: (password: string) =>
    `Mot de passe administrateur, affiché une seule fois : ${password} (ADMIN_PASSWORD le remplace)`,
  ready: (url: string) => `Vigie ready on ${url}`,
  stopping: 'Arrêt de Vigie…',
  ended: (name: string, seconds: number) => `${name} s’est arrêté ; nouveau démarrage dans ${seconds} s.`,
  relayMute: 'Le relais ne répond pas à /health ; voyez les lignes au-dessus.',
  developing: ({ relay, site }: { relay: string; site: string }) =>
    `Développement : relais ${relay}, site à rechargement immédiat ${site}, extension dans .output/chrome-mv3-dev`,
  developmentPassword: (password: string) => `Mot de passe administrateur de développement : ${password}`,
  databaseIdMissing:
    'wrangler.toml : database_id n’est pas rempli ; lancez « npx wrangler d1 create vigie --location weur » et écrivez l’identifiant affiché.',
  notSignedIn: 'Cloudflare ne vous connaît pas encore : lancez « npx wrangler login », puis recommencez.',
  migrating: 'Mise à jour de la base de données…',
  deploying: 'Déploiement…',
  dryRunDone: 'Tout est prêt ; rien n’a été déployé (--dry-run).',
  matchesUsage:
    'Utilisation : npm run matches -- export [fichier] | import <fichier>, et --relay <adresse> si le relais n’est pas sur cette machine.',
  matchesUnreadable: (path: string, why: string) => `${path} : impossible à lire (${why}).`,
  matchesNotJson: (path: string) => `${path} : ce n’est pas du JSON ; une liste de {nom, url} est attendue.`,
  relayUnreachable: (url: string) =>
    `${url} ne répond pas : lancez le relais (npm start), ou donnez son adresse avec --relay.`,
  relayRefused: (status: number, message: string) => `Le relais refuse (${status}) : ${message}`,
  askPassword: 'Mot de passe administrateur : ',
  passwordMissing: 'ADMIN_PASSWORD : donnez le mot de passe administrateur du relais.',
  matchesImported: (added: number, already: number) =>
    `${added} page(s) ajoutée(s), ${already} déjà surveillée(s).`,
  matchesExported: (count: number, path: string) => `${count} page(s) écrite(s) dans ${path}.`,
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
  cdpMute: (address) =>
    `BROWSER_CDP_URL: no browser answers at ${address}; start it, or take this setting away and Vigie starts its own.`,
  portWrong: (given) => `must be a port from 1 to 65534, not "${given}"`,
  demoWrong: (given) => `must be 0 or 1, not "${given}"`,
  hostWrong: (given) => `must be an address of this machine, or * for all, not "${given}"`,
  cdpWrong: (given) => `must be an http(s) or ws(s) address, not "${given}"`,
  passwordShort: (least) => `must have at least ${least} characters`,
  dataUnwritable: (path, code) =>
    `VIGIE_DATA: cannot write to ${path} (${code}); give a folder that you can write to.`,
  dataInUse: (path, pid) =>
    `VIGIE_DATA: ${path} is in use by another Vigie (process ${pid}); stop it, or give another folder.`,
  portTaken: (port) =>
    `PORT: port ${port} is already taken; stop what uses it, or choose another (PORT=9000 npm start).`,
  portRefused: (port, host, code) =>
    `PORT, HOST: cannot listen on ${host}, port ${port} (${code}); choose others.`,
  officePortTaken: (port) =>
    `PORT: port ${port} of the demo ticket office is already taken; choose another PORT, or VIGIE_DEMO=0 to do without it.`,
  buildFailed: (why) => `The build failed: ${why} Try "npm install", then "npm run build" for the details.`,
  building: 'Building Vigie…',
  startingBrowser: 'Starting the browser…',
  startingRelay: 'Starting the relay…',
  still: (seconds) => `… still at it (${seconds} s)`,
  tidied: (count) => `Processes of an earlier start ended: ${count}.`,
  office: (url) => `Demo ticket office: ${url} (control page: ${url}/controle)`,
  password: (password) => `Admin password, shown only once: ${password} (ADMIN_PASSWORD replaces it)`,
  ready: (url) => `Vigie ready on ${url}`,
  stopping: 'Stopping Vigie…',
  ended: (name, seconds) => `${name} ended; starting again in ${seconds} s.`,
  relayMute: 'The relay does not answer on /health; see the lines above.',
  developing: ({ relay, site }) =>
    `Development: relay ${relay}, site with hot reload ${site}, extension in .output/chrome-mv3-dev`,
  developmentPassword: (password) => `Development admin password: ${password}`,
  databaseIdMissing:
    'wrangler.toml: database_id is not filled in; run "npx wrangler d1 create vigie --location weur" and write the id it prints.',
  notSignedIn: 'Cloudflare does not know you yet: run "npx wrangler login", then try again.',
  migrating: 'Bringing the database up to date…',
  deploying: 'Deploying…',
  dryRunDone: 'All is ready; nothing was deployed (--dry-run).',
  matchesUsage:
    'Usage: npm run matches -- export [file] | import <file>, and --relay <address> when the relay is not on this machine.',
  matchesUnreadable: (path, why) => `${path}: cannot be read (${why}).`,
  matchesNotJson: (path) => `${path}: this is not JSON; a list of {nom, url} is expected.`,
  relayUnreachable: (url) =>
    `${url} does not answer: start the relay (npm start), or give its address with --relay.`,
  relayRefused: (status, message) => `The relay refuses (${status}): ${message}`,
  askPassword: 'Admin password: ',
  passwordMissing: 'ADMIN_PASSWORD: give the relay’s admin password.',
  matchesImported: (added, already) => `${added} page(s) added, ${already} watched already.`,
  matchesExported: (count, path) => `${count} page(s) written to ${path}.`,
}

/** The terminal's own language decides: French when it says so, else English. */
function wordsFor(env: NodeJS.ProcessEnv): Words {
  const language = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((text) => (text ?? '') !== '')
  return language?.toLowerCase().startsWith('fr') ? french : english
}

export const words = wordsFor(process.env)
