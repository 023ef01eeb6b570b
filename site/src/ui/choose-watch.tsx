import type { PublicWatch } from '#core/status.ts'

type Props = {
  id: string
  label: string
  /** The words for all of them, whose value is the empty text. */
  all: string
  watches: readonly Pick<PublicWatch, 'id' | 'name'>[]
  chosen: string
  onChoose: (id: string) => void
}

/** One watch, or all of them. */
export function ChooseWatch({ id, label, all, watches, chosen, onChoose }: Props) {
  return (
    <div class="choose">
      <label for={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{all}</option>
        {watches.map((watch) => (
          <option value={watch.id} key={watch.id}>
            {watch.name}
          </option>
        ))}
      </select>
    </div>
  )
}
