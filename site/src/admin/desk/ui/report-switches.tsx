import { useAdmin } from '../../context.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'

type Props = { unheard: readonly string[]; onChanged: () => void }

/** About which watches browsers are heard. */
export function ReportSwitches({ unheard, onChanged }: Props) {
  const { watches } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().devices.switches
  const act = useAct()
  const list = watches.state.value
  if (list.kind !== 'shown') return null
  const turn = async (id: string, heard: boolean) => {
    await act.run(() => door.hearAbout(id, heard))
    onChanged()
  }
  return (
    <details class="more">
      <summary>{words.title}</summary>
      <fieldset class="form group">
        <legend>{words.lead}</legend>
        {list.watches.length === 0 && <p>{words.none}</p>}
        {list.watches.map(({ id, name }) => (
          <label class="switch" key={id}>
            <input
              type="checkbox"
              checked={!unheard.includes(id)}
              onChange={(event) => void turn(id, event.currentTarget.checked)}
            />
            <span>{name}</span>
          </label>
        ))}
        {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      </fieldset>
    </details>
  )
}
