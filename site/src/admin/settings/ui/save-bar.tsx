import type { Trouble } from '../../trouble.ts'

import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'

import { useAdmin } from '../../context.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useSettingsWords } from '../locales/words.ts'
import { namesOf, wishedValue } from '../models/edits.ts'
import { useSettings } from './context.ts'
import { sayValue } from './say-value.ts'

/** What is typed and not kept yet, or what was just kept and can be put back. Always in sight. */
export function SaveBar({ form }: { form: { current: HTMLElement | null } }) {
  const { say } = useAdmin()
  const { edits, undo, trouble, ...settings } = useSettings()
  const words = useSettingsWords()
  const status = useRef<HTMLParagraphElement>(null)
  const bar = useRef<HTMLElement>(null)
  const pending = namesOf(edits.value).length
  const isShown = pending > 0 || undo.value !== null || trouble.value !== null
  useRoomBelow(bar, isShown)
  if (!isShown) return null
  const save = async (): Promise<Trouble | null> => {
    if (await settings.save()) {
      say(words.bar.saved)
      requestAnimationFrame(() => status.current?.focus())
    }
    return trouble.value
  }
  return (
    <section class="save-bar" aria-label={words.bar.region} ref={bar}>
      {trouble.value !== null && <TroubleBox trouble={trouble.value} />}
      <p ref={status} tabIndex={-1}>
        {pending > 0 ? words.bar.pending(pending) : undo.value !== null && words.bar.saved}
      </p>
      <Hurdle />
      <div class="buttons">
        {pending > 0 && <Save form={form} save={save} onDropped={focusContent} />}
        {pending === 0 && undo.value !== null && <PutBack onDone={focusContent} />}
      </div>
    </section>
  )
}

const BESIDE_PX = 24

/** What has the focus is not behind the bar, however high it is. */
function useRoomBelow(bar: { current: HTMLElement | null }, isShown: boolean): void {
  useLayoutEffect(() => {
    const { current } = bar
    if (current === null) return
    const root = document.documentElement.style
    const observer = new ResizeObserver(() => {
      const isOver = getComputedStyle(current).position === 'sticky'
      root.scrollPaddingBottom = isOver ? `${current.offsetHeight + BESIDE_PX}px` : ''
    })
    observer.observe(current)
    return () => {
      observer.disconnect()
      root.scrollPaddingBottom = ''
    }
  }, [isShown])
}

type SaveProps = {
  form: { current: HTMLElement | null }
  save: () => Promise<Trouble | null>
  onDropped: () => void
}

function Save({ form, save, onDropped }: SaveProps) {
  const { say } = useAdmin()
  const settings = useSettings()
  const words = useSettingsWords()
  const asking = useSignal(false)
  const shorter = shorterMemory(settings)
  const trySave = () => {
    if (!settings.ready()) return void requestAnimationFrame(() => focusFirst(form.current))
    if (shorter === null) void save()
    else asking.value = true
  }
  return (
    <>
      <button type="button" class="button button-main" aria-disabled={settings.busy.value} onClick={trySave}>
        {settings.busy.value ? words.bar.saving : words.bar.save}
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          settings.drop()
          say(words.bar.dropped)
          onDropped()
        }}
      >
        {words.bar.drop}
      </button>
      {asking.value && (
        <Confirm
          title={words.forget.title(sayValue(words, 'retentionDays', shorter ?? 0))}
          text={words.forget.text}
          yes={words.forget.yes}
          run={save}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </>
  )
}

function PutBack({ onDone }: { onDone: () => void }) {
  const { say } = useAdmin()
  const settings = useSettings()
  const words = useSettingsWords().bar
  const takeBack = async () => {
    if (await settings.takeBack()) say(words.undone)
    if (settings.undo.value === null) onDone()
  }
  return (
    <button type="button" class="button" aria-disabled={settings.busy.value} onClick={() => void takeBack()}>
      {words.undo}
    </button>
  )
}

/** Why a try to save went nowhere, beside what the relay says. */
function Hurdle() {
  const { tried, wrong, conflicts } = useSettings()
  const words = useSettingsWords()
  if (!tried.value || (wrong.value.length === 0 && conflicts.value.length === 0)) return null
  return (
    <p class="wrong" role="alert">
      {conflicts.value.length > 0 ? words.conflict.first : words.bar.repair}
    </p>
  )
}

/** The days that are wished for when they are fewer than now: what is forgotten then cannot be brought back. */
function shorterMemory({ edits, lines }: ReturnType<typeof useSettings>): number | null {
  const edit = edits.value.retentionDays
  const now = lines.value?.retentionDays.value
  if (edit === undefined || now === undefined) return null
  const wished = wishedValue('retentionDays', edit.wish)
  return typeof wished === 'number' && wished < now ? wished : null
}

/** What had the focus is gone. */
function focusContent(): void {
  document.getElementById('content')?.focus({ preventScroll: true })
}

function focusFirst(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('.conflict button, [aria-invalid=true]')?.focus()
}
