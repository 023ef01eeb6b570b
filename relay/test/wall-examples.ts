/**
 * Pages by hand that hold one sign of a wall and nothing else: every entry of `readers/wall-table.ts` has its own, in
 * the same order. `readers/walls.test.ts` runs each alone and on a healthy page.
 */
export const WALL_EXAMPLES: readonly { vendor: string; signs: readonly [string, ...string[]] }[] = [
  {
    vendor: 'cloudflare',
    signs: [
      '<form id="challenge-form"></form>',
      '<form><input type="hidden" name="jschl_vc" value="x"></form>',
      '<div id="cf-challenge-running"></div>',
      '<div id="challenge-spinner"></div>',
      '<div id="turnstile-wrapper"></div>',
      '<script>(function(){window._cf_chl_opt={cvId:"3"}})()</script>',
    ],
  },
  {
    vendor: 'cloudflare',
    signs: ['<title>Just a moment...</title>', '<title>Please Wait... | Cloudflare</title>'],
  },
  {
    vendor: 'cloudflare',
    signs: ['<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'],
  },
  {
    vendor: 'cloudflare',
    signs: [
      '<div id="cf-error-details">x</div>',
      '<h1>Sorry, you have been blocked</h1>',
      '<h1 class="cf-error-title"><span class="cf-code-label">1020</span></h1>',
    ],
  },
  {
    vendor: 'cloudflare',
    signs: ['<title>Attention Required! | Cloudflare</title>', '<title>Access denied</title>'],
  },
  {
    vendor: 'cloudflare',
    signs: ['<link rel="stylesheet" href="/cdn-cgi/styles/cf.errors.css">', '<p>Worker threw exception</p>'],
  },
  {
    vendor: 'turnstile',
    signs: [
      '<div class="cf-turnstile"></div>',
      '<iframe src="https://challenges.cloudflare.com/cdn-cgi/challenge-platform/h/b/turnstile"></iframe>',
    ],
  },
  {
    vendor: 'turnstile',
    signs: ['<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>'],
  },
  {
    vendor: 'cloudflare',
    signs: [
      '<title>Waiting Room powered by Cloudflare</title>',
      '<script>window.cfWaitingRoom={"inWaitingRoom":true,"waitTime":10}</script>',
    ],
  },
  { vendor: 'queue-it', signs: ['<p id="MainPart_lbQueueNumber">12</p>', '<h1>You are now in line</h1>'] },
  {
    vendor: 'queue-it',
    signs: [
      '<script src="https://static.queue-it.net/script/queueclient.min.js"></script>',
      '<script src="https://static.queue-it.net/script/queueconfigloader.min.js"></script>',
    ],
  },
  {
    vendor: 'datadome',
    signs: [
      '<script src="https://ct.captcha-delivery.com/c.js"></script>',
      "<script>var dd={'rt':'c','cid':'x','t':'fe'}</script>",
      '<iframe src="https://geo.captcha-delivery.com/captcha/?initialCid=1"></iframe>',
    ],
  },
  { vendor: 'datadome', signs: ['<script src="https://js.datadome.co/tags.js"></script>'] },
  {
    vendor: 'akamai',
    signs: [
      '<h1>Access Denied</h1><p>You don’t have permission to access this server.</p><p>Reference #18.6d1</p>',
    ],
  },
  {
    vendor: 'akamai',
    signs: ['<div id="sec-if-cpt-container"></div>', '<script>location.href="/?bm-verify=AAQAAAAK"</script>'],
  },
  { vendor: 'imperva', signs: ['<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>'] },
  { vendor: 'imperva', signs: ['<p>Request unsuccessful. Incapsula incident ID: 1-2</p>'] },
  { vendor: 'imperva', signs: ['<title>Pardon Our Interruption</title>'] },
  {
    vendor: 'perimeterx',
    signs: [
      '<div id="px-captcha"></div>',
      '<title>Access to this page has been denied</title>',
      '<title>Robot or human?</title>',
      '<p>Press &amp; Hold to confirm you are a human</p>',
      '{"appId":"PX1","blockScript":"/x/captcha.js"}',
    ],
  },
  { vendor: 'perimeterx', signs: ['<script>window._pxAppId="PX1"</script>'] },
  {
    vendor: 'kasada',
    signs: [
      '<script src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39/ips.js?x=1"></script>',
      '<script>window.KPSDK={};KPSDK.now=Date.now</script>',
    ],
  },
  {
    vendor: 'kasada',
    signs: ['<script src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39/p.js"></script>'],
  },
  {
    vendor: 'aws-waf',
    signs: [
      '<script>window.gokuProps={"key":"x"}</script>',
      '<script>AwsWafIntegration.saveReferrer();AwsWafIntegration.checkForceRefresh().then(f)</script>',
    ],
  },
  {
    vendor: 'aws-waf',
    signs: ['<script src="https://x.eu-west-3.captcha.awswaf.com/y/captcha.js"></script>'],
  },
  { vendor: 'aws-waf', signs: ['<script src="https://x.token.awswaf.com/y/challenge.js"></script>'] },
  { vendor: 'anubis', signs: ['<script id="anubis_challenge" type="application/json">{}</script>'] },
  { vendor: 'vercel', signs: ['<title>Vercel Security Checkpoint</title>'] },
  { vendor: 'fullstory', signs: ['<script src="/_fs-ch-1T1wmsGaOgGaSxcX/script.js"></script>'] },
  { vendor: 'sucuri', signs: ['<h1>Sucuri WebSite Firewall - Access Denied</h1>'] },
  { vendor: 'reblaze', signs: ['<p>This site is protected by Reblaze</p>'] },
  { vendor: 'ddos-guard', signs: ['<title>DDoS-Guard</title>'] },
  { vendor: 'f5', signs: ['<p>The requested URL was rejected. Please consult with your administrator.</p>'] },
  { vendor: 'secutix', signs: ['<p>A critical request has been detected.</p>'] },
  {
    vendor: 'own',
    signs: [
      '<p>Vous êtes dans la file d’attente.</p>',
      '<p>You are in the queue.</p>',
      '<p>Your place in line: 4512</p>',
      '<p>Sie befinden sich in der Warteschlange.</p>',
      '<p>Estás en la cola.</p>',
      '<p>Sei in coda.</p>',
      '<p>Il y a 4 512 personnes devant vous</p>',
    ],
  },
  { vendor: 'own', signs: ['<h1>Virtual Waiting Room</h1>', '<h1>Salle d’attente virtuelle</h1>'] },
  {
    vendor: 'own',
    signs: [
      '<p>File d’attente : environ 12 minutes</p>',
      '<p>Warteschlange</p><progress value="3" max="9"></progress>',
      '<p>Sala de espera, puesto 45</p>',
    ],
  },
  {
    vendor: 'own',
    signs: [
      '<form id="captcha-form"></form>',
      '<div class="g-recaptcha"></div>',
      '<div class="h-captcha"></div>',
      '<div class="geetest_holder"></div>',
      '<iframe src="https://client-api.arkoselabs.com/fc/gc/"></iframe>',
    ],
  },
  {
    vendor: 'own',
    signs: [
      '<div class="grecaptcha-badge"></div>',
      '<script src="https://www.google.com/recaptcha/api.js?render=6L"></script>',
    ],
  },
  {
    vendor: 'own',
    signs: [
      '<title>Accès refusé</title>',
      '<title>403 Forbidden</title>',
      '<p>Your browsing activity has been paused</p>',
      '<p>Votre accès a été bloqué.</p>',
    ],
  },
  { vendor: 'own', signs: ['<h1>Before you continue to Google</h1>', '<h1>Avant d’accéder à Google</h1>'] },
  {
    vendor: 'own',
    signs: [
      '<h1>Site en maintenance</h1>',
      '<p>De retour bientôt</p>',
      '<p>We’ll be back soon</p>',
      '<p>Wegen Wartungsarbeiten geschlossen</p>',
    ],
  },
  {
    vendor: 'own',
    signs: [
      '<p>Ce service n’est pas disponible dans votre pays.</p>',
      '<p>This content is not available in your country</p>',
      '<p>Merci de confirmer votre âge.</p>',
    ],
  },
  { vendor: 'own', signs: ['<h1>Vous êtes hors ligne</h1>', '<h1>You are offline</h1>'] },
]
