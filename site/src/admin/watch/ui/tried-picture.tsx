import type { Tried } from '../../door.ts'

import { useSignal } from '@preact/signals'

import { useStoryWords } from '../locales/words.ts'

type Props = { picture: Tried['picture']; name: string }

/** The page as the look before saving saw it: nowhere kept, so it comes with the answer. */
export function TriedPicture({ picture, name }: Props) {
  const words = useStoryWords().picture
  const isWhole = useSignal(false)
  if (picture === null) return <p class="hint">{words.none}</p>
  const { type, data, width, height } = picture
  return (
    <figure class={isWhole.value ? 'tried tried-whole' : 'tried'}>
      <figcaption>{words.title}</figcaption>
      <div class="picture">
        <img src={`data:${type};base64,${data}`} alt={words.alt(name)} width={width} height={height} />
      </div>
      <button
        type="button"
        class="button"
        aria-expanded={isWhole.value}
        onClick={() => {
          isWhole.value = !isWhole.value
        }}
      >
        {isWhole.value ? words.less : words.whole}
      </button>
    </figure>
  )
}
