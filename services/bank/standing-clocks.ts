import { addDays } from '#services/core/clock.ts'
import { longDate } from '#services/core/words.ts'
import { practiceLasts, practiceOn, recency } from './recency.ts'
import {
  type Bar,
  dbsLasts,
  declarationLasts,
  type Mend,
  mends,
  openConditions,
  type StandingFacts,
  suspensionOn,
  warningDays,
} from './standing.ts'

/** How far a clock has run: `none` where there is nothing to run. */
export type ClockState = 'good' | 'soon' | 'over' | 'none'

/** One thing that runs out, as its person sees it. `day` is its last good day, or when something is due. */
export type Clock = {
  bar: Bar
  /** Of which condition. */
  id?: string
  title: string
  day: string | null
  state: ClockState
  says: string
  mend: Mend | null
}

/** How a last day looks from another. */
export const stateOf = (until: string | null, on: string): ClockState => {
  if (until === null) return 'none'
  if (until < on) return 'over'
  return until <= addDays(on, warningDays[0]) ? 'soon' : 'good'
}

const clock = (bar: keyof typeof mends & Bar, title: string, day: string | null, state: ClockState, says: string) => ({
  bar,
  title,
  day,
  state,
  says,
  mend: state === 'soon' || state === 'over' ? mends[bar] : null,
})

const run = (
  bar: keyof typeof mends & Bar,
  title: string,
  until: string | null,
  on: string,
  missing: string,
): Clock => {
  const state = until === null ? 'over' : stateOf(until, on)
  const says = until === null ? missing : `${until < on ? 'Ran out on' : 'Until'} ${longDate(until)}.`
  return clock(bar, title, until, state, says)
}

const practiceClock = (facts: StandingFacts, on: string): Clock => {
  const practice = practiceOn(facts.posts, on)
  const asMentor = practiceLasts(facts.posts, on, recency.mentorMonths)
  const title = 'Post or recent practice'
  if (practice.state === 'none')
    return clock('practice', title, null, 'over', 'No post in a youth justice service is recorded.')
  if (practice.state === 'lapsed')
    return clock('practice', title, asMentor, 'over', `Left on ${longDate(practice.leftOn)}, over 5 years ago.`)
  if (practice.state === 'mentor-only') {
    const says = `Left on ${longDate(practice.leftOn)}: mentoring and training only, until ${longDate(asMentor ?? on)}.`
    return { ...clock('practice', title, asMentor, stateOf(asMentor, on), says), mend: mends.practice }
  }
  const until = practiceLasts(facts.posts, on, recency.reviewMonths)
  const said = practice.state === 'in-post' ? 'In post' : `Left on ${longDate(practice.leftOn)}`
  if (until === null) return clock('practice', title, null, 'good', `${said}.`)
  return clock('practice', title, until, stateOf(until, on), `${said}: reviews until ${longDate(until)}.`)
}

/** Every clock of somebody in the bank, with its day, how far it has run and what would mend it. */
export const clocksOn = (facts: StandingFacts, on: string): Clock[] => {
  if (facts.place === null || facts.place.isRemoved) return []
  const suspended = suspensionOn(facts, on)
  return [
    ...(suspended
      ? [
          clock(
            'suspension',
            'Suspension',
            suspended.until,
            'over',
            suspended.until === null ? 'Until it is lifted.' : `Until ${longDate(suspended.until)}, the last day.`,
          ),
        ]
      : []),
    run('approval', 'Approval', facts.place.expiresOn, on, ''),
    run('declaration', 'Yearly declaration', declarationLasts(facts, on), on, 'None made yet.'),
    facts.dayRatePence === null
      ? clock('insurance', 'Insurance', null, 'none', 'Not needed: nothing is charged.')
      : run('insurance', 'Insurance', facts.insuranceUntil, on, 'None recorded for charged work.'),
    facts.dbs.isNeeded
      ? run('dbs', 'DBS record', dbsLasts(facts), on, 'None recorded.')
      : clock('dbs', 'DBS record', null, 'none', 'Not needed.'),
    practiceClock(facts, on),
    ...openConditions(facts, on).map(({ id, text, dueOn }) => ({
      ...(id === undefined ? {} : { id }),
      ...clock('condition', 'Condition', dueOn, stateOf(dueOn, on), `By ${longDate(dueOn)}: ${text}`),
      // What is to be done is to be done before its last ninety days too.
      mend: mends.condition,
    })),
  ]
}
