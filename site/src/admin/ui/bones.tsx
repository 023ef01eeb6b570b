const SKELETONS = [1, 2]

/** Something is on its way. */
export function Bones({ text }: { text: string }) {
  return (
    <div class="bones" aria-busy="true">
      <p class="unseen">{text}</p>
      {SKELETONS.map((key) => (
        <div class="card skeleton" key={key} aria-hidden="true">
          <span class="bone bone-head" />
          <span class="bone" />
          <span class="bone bone-short" />
        </div>
      ))}
    </div>
  )
}
