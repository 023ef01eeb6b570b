import { useApp } from '../context.ts'

export function Footer({ version }: { version: string | null }) {
  const { choice } = useApp()
  const { footer } = choice.words.value
  return (
    <footer class="foot">
      <p class="promise">{footer.promise}</p>
      <p>
        <a href={`/comprendre?lang=${choice.language.value}`}>{footer.understand}</a>
        <a href="/status.json">{footer.data}</a>
        <a href="/docs">{footer.docs}</a>
        <a href="/#privacy">{footer.known}</a>
      </p>
      <p class="small">
        {footer.privacy} {version !== null && `Vigie, ${footer.version(version)}.`}
      </p>
    </footer>
  )
}
