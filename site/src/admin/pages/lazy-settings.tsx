import { LazyPart } from './lazy-part.tsx'

const load = async () => (await import('../settings/settings.tsx')).Settings

/** What the operator sets while the relay runs. */
export const LazySettings = () => <LazyPart route={null} load={load} />
