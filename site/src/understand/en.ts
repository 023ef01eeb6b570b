import type { UnderstandWords } from './fr.ts'

export const en: UnderstandWords = {
  pageTitle: 'Understanding Vigie and wheelchair seats',
  skip: 'Skip to the text',
  back: 'See the watches',
  title: 'Understanding Vigie',
  lead: 'Vigie is a lookout. It watches ticket pages for you and tells you when a wheelchair seat appears. Here is how, in plain words.',
  contents: 'On this page',
  chapters: [
    {
      id: 'pmr',
      title: 'What is a PMR seat?',
      lines: [
        'PMR is French for “person with reduced mobility”. A PMR seat is a space in the stadium made for a wheelchair. There are no steps on the way.',
        'Beside it there is often a seat for a companion. Both are taken together.',
        'There are few of them. They appear without warning: somebody returns a ticket, or the club releases one. They are gone within minutes.',
        'The club may ask for proof, for example the French mobility inclusion card. Have it ready.',
      ],
    },
    {
      id: 'how',
      title: 'How Vigie works',
      lines: [],
      steps: [
        'Vigie opens the page of the match, as a person would, and reads it.',
        'It looks for a PMR seat on sale. It also checks that this is the right page.',
        'If a seat is there, it reads again at once to be sure, and then tells everybody.',
        'It starts again, without pressing the site: one visit at a time, and never more than needed.',
        'Volunteers help. Their browser has an extension that looks at the same pages. When the relay (Vigie’s server) sees nothing, they sometimes do. What only one of them says is “reported, to be confirmed” until it is checked.',
      ],
    },
    {
      id: 'never',
      title: 'What Vigie never does',
      lines: [],
      list: [
        'It never says “no seats” without having seen it. When it cannot see, it says so, and says why.',
        'It buys nothing, books nothing and touches no cart. You take the seat.',
        'It jumps no queue. It goes around no waiting room and solves no captcha.',
        'It does not hide, and does not burden the clubs’ sites. When a site asks it to slow down, it does.',
        'It asks for no money and sells no data.',
      ],
    },
    {
      id: 'alerted',
      title: 'When an alert arrives',
      lines: ['Be quick: a seat lives for a few minutes.'],
      steps: [
        'Open the link of the alert. It leads to the club’s page.',
        'Sign in to your account with the club. It is best to have done so before.',
        'Take the seat. Vigie cannot do it for you.',
        'Answer the alert: “I have a seat”, “Too late” or “False alarm”. That ends the reminders and helps others.',
      ],
    },
    {
      id: 'phone',
      title: 'When the club sells by phone only',
      lines: [
        'Some clubs do not put their PMR seats online. Vigie cannot see anything then, and you have to call. We write no numbers here: they change, and a wrong one would cost you time. This is how to find the right one.',
      ],
      steps: [
        'Go to the club’s site. Look for “accessibilité”, “PMR” or “handicap”, at the foot of the page or in the ticket office.',
        'Look for the name of the accessibility contact. UEFA asks the clubs of its European cups to have one (a Disability Access Officer).',
        'If you find nobody, call the ticket office and ask for “the person in charge of PMR seats”.',
        'If nobody answers, write to the club’s supporter liaison officer, or to an association of its disabled supporters.',
        'Have ready: the match, the number of seats, your wheelchair (manual or electric), your proof, and a number to call you back.',
        'Also ask how to be told when a seat becomes free, and at what time to call again.',
      ],
    },
    {
      id: 'data',
      title: 'Your privacy',
      lines: [
        'Looking at this site needs no account and no name. There are no cookies and no trackers. Visits are counted by day, as heads are counted: without knowing whose.',
        'To tell you, Vigie keeps one address (Telegram, browser or e-mail) and your choices. You can erase all of it yourself, at any time.',
      ],
    },
  ],
  states: {
    id: 'states',
    title: 'What the colours and shapes say',
    lead: 'Each state has its shape, its colour and its words.',
    available: 'At least one seat is on sale now. The link leads straight to it.',
    none: 'Vigie saw the right page, and there is no seat. It shows how it knew the page.',
    unknown:
      'Something keeps it from seeing: a queue, a breakdown, a sign-in. There may be a seat. Look for yourself if it matters.',
    stale: 'The last state is too old to be believed. It is no longer shown as true.',
    waiting: 'The watch is new: Vigie has not looked yet.',
  },
  more: {
    alerts: 'Get alerts',
    known: 'All that Vigie knows of you',
  },
}
