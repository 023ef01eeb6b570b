import type { Wall } from './wall.ts'

/** Walls in the site's own dress and words, in French, English, German, Spanish and Italian. */

const QUEUE_NAME =
  "(?:file|salle) d'attente|waiting room|warteschlange|warteraum|sala de espera|en cola|sala d'attesa|in coda"
const IN_QUEUE = [
  "vous etes (?:maintenant |actuellement )?(?:dans|en) (?:la |une |notre )?(?:file|salle) d'attente",
  'you are (?:now |currently )?in (?:the |a |our |an? )?(?:online |virtual )?(?:queue|line|waiting room)(?! (?:for|with))',
  'your (?:place|position|number) in (?:the )?(?:line|queue)',
  'votre (?:position|place|numero) (?:dans la file|: ?\\d)',
  'sie (?:sind|befinden sich) (?:jetzt |nun |derzeit )?in (?:der|einer) warteschlange',
  '(?:estas|esta|se encuentra) en (?:la |una )?(?:cola|sala de espera)',
  '(?:sei|ti trovi) in (?:coda|una sala d.attesa)',
  '(?:people|users|fans|customers) (?:ahead of|in front of) you',
  '(?:personnes|clients|utilisateurs) (?:sont )?(?:devant vous|avant vous)',
].join('|')

export const OWN_WALLS: readonly Wall[] = [
  {
    reason: 'queue',
    vendor: 'own',
    grade: 'hard',
    text: new RegExp(IN_QUEUE),
  },
  {
    reason: 'queue',
    vendor: 'own',
    grade: 'soft',
    text: /virtual (?:waiting room|queue)|salle d'attente virtuelle|file d'attente virtuelle|virtuelle[rn]? (?:warteraum|warteschlange)|(?:sala de espera|cola) virtual|(?:coda|sala d'attesa) virtuale/,
    below: 4000,
  },
  {
    reason: 'queue',
    vendor: 'own',
    grade: 'soft',
    text: new RegExp(QUEUE_NAME),
    counted: true,
    below: 4000,
  },
  {
    reason: 'captcha',
    vendor: 'own',
    grade: 'soft',
    ids: ['captcha-form', 'captcha'],
    classes: ['g-recaptcha', 'h-captcha', 'geetest_holder', 'geetest_captcha', 'arkose-challenge'],
    frame: /arkoselabs\.com|funcaptcha\.com/,
  },
  {
    reason: 'captcha',
    vendor: 'own',
    grade: 'weak',
    classes: ['grecaptcha-badge'],
    code: /recaptcha\/(?:api|enterprise)\.js|hcaptcha\.com\/1\/api\.js/,
  },
  {
    reason: 'blocked',
    vendor: 'own',
    grade: 'soft',
    title: /^(?:403|acces refuse|acces interdit|zugriff verweigert|acceso denegado|accesso negato)/,
    text: /you (?:do not|don't) have permission to access|your (?:access|browsing activity) has been (?:blocked|paused|suspended)|votre acces (?:a ete |est )(?:bloque|suspendu|restreint)|unusual (?:traffic|activity) from your/,
    below: 3000,
  },
  {
    reason: 'consent',
    vendor: 'own',
    grade: 'soft',
    text: /^(?:.{0,80})(?:before you continue|avant d'acceder a|bevor sie (?:zu|fortfahren)|antes de ir a|prima di continuare)/,
  },
  {
    reason: 'maintenance',
    vendor: 'own',
    grade: 'soft',
    text: /(?:en|site en|de) maintenance|maintenance en cours|(?:be|de retour|we'll be) (?:right )?(?:back |tres )?(?:soon|bientot|shortly)|(?:under|down for|scheduled) maintenance|wartungsarbeiten|(?:wird|werden) (?:derzeit|gerade) gewartet|en mantenimiento|(?:in|di) manutenzione|momentanement (?:indisponible|inaccessible)|temporarily (?:unavailable|down)|vorubergehend nicht erreichbar/,
    below: 3000,
  },
  {
    reason: 'geo',
    vendor: 'own',
    grade: 'soft',
    text: /not available in your (?:country|region|location)|(?:pas|n'est pas) (?:disponible|accessible) (?:dans|depuis) votre (?:pays|region)|(?:in ihrem land|in ihrer region) nicht verfugbar|no (?:esta )?disponible en (?:su|tu) (?:pais|region)|non (?:e )?disponibile nel (?:tuo|suo) paese|confirm(?:ez|er)? (?:that you are|que vous (?:avez|etes)|your age|votre age)|verify your age|age verification|verification de l'age/,
    below: 3000,
  },
  {
    reason: 'offline',
    vendor: 'own',
    grade: 'soft',
    text: /you are (?:currently )?offline|you're offline|vous etes hors ligne|pas de connexion internet|no internet connection|sie sind offline|keine internetverbindung|sin conexion a internet|sei offline/,
    below: 1500,
  },
]
