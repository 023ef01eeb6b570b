import type { Page } from '../models/status-page.ts'

import { useModel } from '@preact/signals'

import { TEXT_SIZES } from '../status-environment.ts'
import { AddressFormModel } from '../models/address-form.ts'
import { Header } from './header.tsx'

export function Options({ page }: { page: Page }) {
  const words = page.words.value.options
  const { textSize } = page.settings.value
  return (
    <>
      <Header page={page} title={words.title} />
      <main>
        <AddressForm page={page} />
        <fieldset>
          <legend>{words.textSize}</legend>
          {TEXT_SIZES.map((size) => (
            <label key={size}>
              <input
                type="radio"
                name="text-size"
                checked={size === textSize}
                onChange={() => void page.change({ textSize: size })}
              />
              {words.percent(size)}
            </label>
          ))}
        </fieldset>
        <p class="seen">{words.privacy}</p>
      </main>
    </>
  )
}

function AddressForm({ page }: { page: Page }) {
  const form = useModel(
    () => new AddressFormModel(page.settings.value.address, (address) => page.change({ address })),
  )
  const words = page.words.value.options
  const state = form.state.value
  const isWrong = state.kind === 'wrong'
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <label for="address">{words.address}</label>
      <p id="address-help" class="seen">
        {words.addressHelp}
      </p>
      <input
        id="address"
        type="url"
        inputMode="url"
        autoComplete="url"
        spellcheck={false}
        value={form.typed.value}
        aria-describedby="address-help address-answer"
        aria-invalid={isWrong}
        onInput={(event) => form.type(event.currentTarget.value)}
      />
      <p id="address-answer" class={isWrong ? 'answer answer-wrong' : 'answer'} role="status">
        {isWrong && `✕ ${words.problem[state.problem]}`}
        {state.kind === 'saved' && `✓ ${words.saved}`}
      </p>
      <button type="submit" class="strong">
        {words.save}
      </button>
    </form>
  )
}
