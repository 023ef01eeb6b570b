/** A photo as the Bot API takes it (core.telegram.org/bots/api#sendphoto). */
export type SentPhoto = {
  messageId: number
  /** Epoch ms. */
  at: number
  chatId: string
  caption: string
  /** The message that it answers. */
  replyTo: number | null
  silent: boolean
  content: Uint8Array
  format: 'jpeg' | 'png' | 'webp'
}

type Asked = { fields: Record<string, string>; photo: Uint8Array | null }

/** The form of an upload; `null` when it is none. */
export async function readForm(body: Uint8Array<ArrayBuffer>, type: string): Promise<Asked | null> {
  if (!type.startsWith('multipart/form-data')) return null
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null)
  if (form === null) return null
  const fields: Record<string, string> = {}
  let photo: Uint8Array | null = null
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value
    else if (name === 'photo') photo = new Uint8Array(await value.arrayBuffer())
  }
  return { fields, photo }
}

const PHOTO_MOST = 10 * 1024 * 1024
const CAPTION_MOST = 1024

type Chat = { chatId: string; known: ReadonlySet<number> }

/** The photo as it would show, or what Telegram says against it. `known`: the messages of the chat. */
export function readPhoto(
  { fields, photo }: Asked,
  { chatId, known }: Chat,
): Omit<SentPhoto, 'messageId' | 'at'> | string {
  if (fields['chat_id'] !== chatId) return 'chat not found'
  if (photo === null || photo.length === 0) return 'there is no photo in the request'
  if (photo.length > PHOTO_MOST) return 'file is too big'
  const format = formatOf(photo)
  if (format === null) return 'IMAGE_PROCESS_FAILED'
  const caption = fields['caption'] ?? ''
  if (Array.from(caption).length > CAPTION_MOST) return 'message caption is too long'
  const reply = fields['reply_parameters']
  const { message_id: replyTo = null, allow_sending_without_reply: optional = false } =
    reply === undefined ? {} : readReply(reply)
  if (replyTo !== null && !known.has(replyTo) && !optional) return 'message to be replied not found'
  return {
    chatId,
    caption,
    content: photo,
    format,
    replyTo: replyTo !== null && known.has(replyTo) ? replyTo : null,
    silent: fields['disable_notification'] === 'true',
  }
}

function readReply(text: string): { message_id?: number; allow_sending_without_reply?: boolean } {
  const value: { message_id?: number; allow_sending_without_reply?: boolean } = JSON.parse(text)
  return value
}

function formatOf(bytes: Uint8Array): SentPhoto['format'] | null {
  const starts = (...signs: number[]) => signs.every((sign, at) => bytes[at] === sign)
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'png'
  return starts(0x52, 0x49, 0x46, 0x46) ? 'webp' : null
}
