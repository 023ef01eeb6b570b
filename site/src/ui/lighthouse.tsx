import type { Mood } from '../models/lookout.ts'

const STARS = [
  [40, 46, 1.6],
  [96, 24, 1.2],
  [150, 60, 1.4],
  [214, 30, 1.8],
  [258, 74, 1.1],
  [120, 96, 1],
  [468, 34, 1.5],
  [500, 78, 1.1],
  [60, 118, 1.2],
] as const

const SEA_LEFT = -900

/** The sea goes on far to the left of the picture: wide screens show it under the words. */
function wave(y: number, halfWidth: number): string {
  const waves = Math.ceil((540 - SEA_LEFT) / (2 * halfWidth))
  return `M${SEA_LEFT} ${y}q${halfWidth}-12 ${2 * halfWidth} 0${`t${2 * halfWidth} 0`.repeat(waves)}V300H${SEA_LEFT}z`
}

/** The page's mood as a picture; its words stand beside it, so it says nothing to a screen reader. */
export function Lighthouse({ mood }: { mood: Mood | 'loading' | 'failed' }) {
  return (
    <svg
      class={`scene scene-${mood}`}
      viewBox="0 0 540 300"
      preserveAspectRatio="xMaxYMax meet"
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <linearGradient id="beam" gradientUnits="userSpaceOnUse" x1="394" x2="-60">
          <stop offset="0" class="beam-near" />
          <stop offset="1" class="beam-far" />
        </linearGradient>
        <radialGradient id="glow">
          <stop offset="0" class="glow-near" />
          <stop offset="1" class="glow-far" />
        </radialGradient>
      </defs>
      <g class="stars">
        {STARS.map(([x, y, r]) => (
          <circle cx={x} cy={y} r={r} key={x} />
        ))}
      </g>
      <g class="beams">
        <path fill="url(#beam)" d="M394 93-420 0v240L394 104z" />
        <circle fill="url(#glow)" cx="398" cy="98" r="94" />
      </g>
      <Tower />
      <path class="sea-far" d={wave(236, 34)} />
      <Boat />
      <path class="sea-near" d={wave(262, 27)} />
      <g class="mist">
        <rect x="130" y="92" width="230" height="20" rx="10" />
        <rect x="190" y="132" width="330" height="24" rx="12" />
        <rect x="60" y="172" width="230" height="22" rx="11" />
        <rect x="300" y="206" width="280" height="20" rx="10" />
      </g>
    </svg>
  )
}

function Tower() {
  return (
    <g>
      <path class="rock" d="M318 262q10-34 46-30 14-16 40-10 34-8 52 12 30 0 40 28z" />
      <path class="tower" d="M380 120h36l10 112h-56z" />
      <path class="stripe" d="M377.500 148h41l2.200 25h-45.400z" />
      <path class="stripe" d="M373.100 197h49.800l2.200 25h-54.200z" />
      <path class="tower" d="M370 112h56v9h-56z" />
      <path class="lamp" d="M384 84h28v28h-28z" />
      <path class="frame" d="M384 84h28v28h-28zM398 84v28M384 98h28" fill="none" />
      <path class="stripe" d="M380 84q0-16 18-24 18 8 18 24z" />
      <path class="stripe" d="M396.500 50h3v12h-3z" />
    </g>
  )
}

function Boat() {
  return (
    <g class="boat">
      <path class="hull" d="M252 232h62q-4 18-16 20h-32q-10-2-14-20z" />
      <path class="mast" d="M281 232v-62" fill="none" />
      <path class="nest" d="M273 186h16l-3 10h-10z" />
      <path class="sail" d="M284 200q24 10 26 28h-26z" />
    </g>
  )
}
