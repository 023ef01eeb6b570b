/** After a refusal: the first field that is wrong takes the focus, once it has been drawn so. */
export function focusWrong(form: EventTarget | null): void {
  requestAnimationFrame(() => {
    if (form instanceof HTMLElement) form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  })
}
