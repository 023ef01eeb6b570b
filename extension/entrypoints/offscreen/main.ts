import { playTone } from '../../background/alert/tone.ts'

// The worker gives the volume after the `#`, and makes a new document for every sound.
const volume = Number(location.hash.slice(1))
void playTone(Number.isFinite(volume) ? volume : 0).finally(() => window.close())
