import type { ChildNode, Document, ParentNode } from 'domhandler'

import { Element, NodeWithChildren, Text } from 'domhandler'

import { kebab } from './sample-text.ts'
import { fold, tokens, words } from './words.ts'

const NAME_MOST = 60
const BOX_TEXT_MOST = 300
const NODES_MOST = 80_000

const GREETINGS =
  'bonjour|bonsoir|bienvenue|salut|cher|chere|hello|hi|dear|welcome(?: back)?|hallo|willkommen|guten tag|hola|bienvenid[oa]|ciao|benvenut[oa]|connectee? en tant que|(?:logged|signed) in as|angemeldet als|conectad[oa] como|connesso come'
const ENDS_GREETING = new RegExp(`(?:^|[^\\p{L}])(?:${GREETINGS})[ ,:!]*$`, 'u')
const HOLDS_GREETING = new RegExp(`(?:^|[^\\p{L}])(?:${GREETINGS})[ ,:]+`, 'iu')
const NAMED =
  /^(?:(?:M\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|Herr|Frau|Sr\.?|Sra\.?)\s+)?\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*){0,3}/u

const ACCOUNT =
  /(?:^|[\s_-])(?:my-account|account|user|user-?name|user-(?:menu|info|nav|profile|name)|profile|mon-compte|compte|mein-konto|konto|cuenta|utente|greetings?|welcome|avatar|initials|logged-in|member-name|customer-name|display-name|(?:first|last|full)-?name|loyalty)(?=$|[\s_-])/
const ACCOUNT_ATTRIBUTES = ['class', 'id', 'data-testid', 'data-test', 'data-qa', 'aria-label']
const TOO_WIDE = new Set(['html', 'body', 'main', 'form', 'article', 'table', 'tr', 'td'])

/** Words of account menus that name nobody. */
const MENU = new Set(
  tokens(
    'me se s connecter connectez connexion deconnecter deconnexion compte comptes mon ma mes profil profile account accounts my sign in out up log on off login logout register registration inscription inscrire creer create panier basket cart wishlist favoris favorites commandes orders tickets billets billetterie aide help menu abonnement abonnements abonne membre member members user utilisateur espace personnel client bonjour bonsoir bienvenue hello hi welcome back hallo willkommen hola bienvenido bienvenida ciao benvenuto konto mein anmelden abmelden registrieren einloggen cuenta mi iniciar cerrar sesion accedi esci registrati il mio la le les de du des d l et a au aux you are vous etes connected connecte en tant que as the settings parametres preferences langue language fr en de es it close fermer open ouvrir not pas deja already mes places',
  ),
)

export type Persons = {
  /** Text nodes that hold a name and nothing else worth keeping. */
  nodes: ReadonlySet<Text>
  /** Boxes of the account: in them only words of menus stay. */
  boxes: ReadonlySet<Element>
  /** The same names wherever else they stand; `null` without any. */
  everywhere: RegExp | null
}

/** Finds whom a signed-in page greets or names in its account menu. */
export function findPersons(page: Document): Persons {
  const texts: Text[] = []
  const boxes = new Set<Element>()
  const headings: string[] = []
  for (const node of walk(page)) {
    if (node instanceof Text) {
      if (node.data.trim() === '') continue
      texts.push(node)
      const holder = node.parent
      if (holder instanceof Element && /^(?:h1|h2|title)$/.test(holder.name)) headings.push(node.data)
    } else if (node instanceof Element && isAccount(node)) boxes.add(node)
  }
  const nodes = new Set<Text>()
  const names = new Set<string>()
  for (const [index, text] of texts.entries()) {
    const name = greeted(text.data)
    if (name !== null) names.add(name)
    const next = texts[index + 1]
    if (next !== undefined && isGreeting(text) && isBeside(text, next)) {
      nodes.add(next)
      names.add(next.data.trim())
    }
  }
  for (const box of boxes)
    for (const node of walk(box))
      if (node instanceof Text && !isMenu(node.data) && NAMED.test(node.data.trim()))
        names.add(node.data.trim())
  return { nodes, boxes, everywhere: pattern(names, new Set(tokens(fold(headings.join(' '))))) }
}

/** Whether a text of an account box says nothing of its person. */
export const isMenu = (text: string): boolean => tokens(fold(text)).every((token) => MENU.has(token))

function greeted(text: string): string | null {
  const hit = HOLDS_GREETING.exec(fold(text).length === text.length ? text : text.normalize('NFC'))
  if (hit === null) return null
  return NAMED.exec(text.slice(hit.index + hit[0].length))?.[0] ?? null
}

const isGreeting = ({ data }: Text): boolean => data.length <= NAME_MOST && ENDS_GREETING.test(fold(data))

/** Short, and in the same small box: « Bonjour <b>Jean</b> », but not a heading and the match under it. */
function isBeside(greeting: Text, next: Text): boolean {
  if (next.data.trim().length > NAME_MOST || words.price(next.data) !== null) return false
  if (!/\p{Lu}/u.test(next.data) || isMenu(next.data)) return false
  for (const box of [greeting.parent, greeting.parent?.parent ?? null]) {
    if (box === null || !holds(box, next)) continue
    return textOf(box).length <= 120
  }
  return false
}

function holds(box: ParentNode, node: ChildNode): boolean {
  for (let outer = node.parent; outer !== null; outer = outer.parent) if (outer === box) return true
  return false
}

/** Small, in no row of prices, and named after the account of whoever is signed in. */
function isAccount(element: Element): boolean {
  if (TOO_WIDE.has(element.name)) return false
  const named = ACCOUNT_ATTRIBUTES.map((name) => kebab(element.attribs[name] ?? '')).join(' ')
  if (!ACCOUNT.test(named)) return false
  const text = textOf(element)
  return text.length <= BOX_TEXT_MOST && words.price(text) === null
}

function textOf(box: ParentNode): string {
  let text = ''
  for (const node of walk(box)) {
    if (node instanceof Text) text += ` ${node.data.trim()}`
    if (text.length > BOX_TEXT_MOST * 2) break
  }
  return text.trim()
}

/** What also stands in a heading is the match's name before it is a person's. */
function pattern(names: ReadonlySet<string>, headings: ReadonlySet<string>): RegExp | null {
  const parts = [...names, ...[...names].flatMap((name) => name.split(/\s+/))]
  const own = [...new Set(parts)].filter(
    (part) =>
      /^\p{Lu}[\p{L}'’ .-]{2,60}$/u.test(part) &&
      !isMenu(part) &&
      !tokens(fold(part)).every((token) => headings.has(token)),
  )
  if (own.length === 0) return null
  const escaped = own
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 40)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
}

/** Everything below a node, in order; never deeper than memory. */
function* walk(top: ParentNode): Generator<ChildNode> {
  const stack: ChildNode[] = top.children.toReversed()
  for (let left = NODES_MOST; left > 0; left -= 1) {
    const node = stack.pop()
    if (node === undefined) return
    yield node
    if (node instanceof NodeWithChildren)
      for (let child = node.lastChild; child !== null; child = child.previousSibling) stack.push(child)
  }
}
