import type { EngagementStatus } from '#prisma/generated/enums.ts'
import type { EngagementEvent } from './lifecycle.ts'

/** A step of the way from a chosen offer to closed. ISO days. */
export type CourseStep = {
  title: string
  phase: 'Terms' | 'Work' | 'After'
  who: string
  state: 'done' | 'now' | 'to-come'
  on: string | null
  isLate: boolean
}

type Facts = {
  status: EngagementStatus
  stateBefore: EngagementStatus | null
  isPaid: boolean
  /** Whose page it is. */
  side: 'host' | 'provider'
  /** When something happens by itself, when the work begins and ends, and when it was settled. */
  silentOn: string | null
  firstOn: string | null
  lastOn: string | null
  deliveredOn: string | null
  confirmedOn: string | null
  settledOn: string | null
  /** The moves made, the latest first. */
  moves: readonly { event: EngagementEvent; on: string }[]
}

const order: EngagementStatus[] = [
  'terms_proposed',
  'agreed',
  'delivered',
  'to_put_right',
  'confirmed',
  'settled',
  'closed',
]

/**
 * Where an engagement stands between the offer that was chosen and the end: what is done, whose turn it is, what is still to
 * come. Empty for one that ended on the way.
 */
export const courseOf = (facts: Facts, today: string): CourseStep[] => {
  if (facts.status === 'cancelled' || facts.status === 'withdrawn') return []
  const at = facts.status === 'disputed' ? (facts.stateBefore ?? 'agreed') : facts.status
  const has = (status: EngagementStatus) => order.indexOf(at) >= order.indexOf(status)
  const dayOf = (...events: EngagementEvent[]) => facts.moves.find(({ event }) => events.includes(event))?.on ?? null
  const { firstOn, lastOn } = facts
  const [host, provider] = facts.side === 'host' ? ['You', 'They'] : ['They', 'You']
  const isSent = has('agreed') || dayOf('proposed') !== null
  const isOver = has('delivered') || (has('agreed') && lastOn !== null && lastOn < today)
  const steps: (Omit<CourseStep, 'state' | 'isLate'> & { isDone: boolean })[] = [
    { title: 'Offer chosen', phase: 'Terms', who: host, isDone: true, on: dayOf('begun') },
    { title: 'Terms sent', phase: 'Terms', who: provider, isDone: isSent, on: dayOf('proposed') },
    {
      title: 'Terms accepted by both',
      phase: 'Terms',
      who: 'Both of you',
      isDone: has('agreed'),
      on: has('agreed') ? dayOf('change-agreed', 'accepted') : facts.silentOn,
    },
    {
      title: 'It takes place',
      phase: 'Work',
      who: provider,
      isDone: isOver,
      on: isOver ? lastOn : (firstOn ?? lastOn),
    },
    {
      title: at === 'to_put_right' ? 'Put right and delivered again' : 'Said to be delivered',
      phase: 'Work',
      who: provider,
      isDone: has('delivered') && at !== 'to_put_right',
      on: at === 'to_put_right' ? facts.silentOn : (facts.deliveredOn ?? lastOn),
    },
    {
      title: 'Confirmed',
      phase: 'Work',
      who: host,
      isDone: has('confirmed'),
      on: facts.confirmedOn ?? (at === 'delivered' ? facts.silentOn : null),
    },
    ...(facts.status === 'disputed'
      ? [
          {
            title: 'Dispute settled between you',
            phase: has('confirmed') ? ('After' as const) : ('Work' as const),
            who: 'Both of you',
            isDone: false,
            on: null,
          },
        ]
      : []),
    {
      title: facts.isPaid ? 'Invoiced and paid' : 'Settled: nothing is owed',
      phase: 'After',
      who: facts.isPaid ? 'Both of you' : 'Nobody',
      isDone: has('settled'),
      on: facts.settledOn,
    },
    { title: 'Closed', phase: 'After', who: 'Nobody', isDone: has('closed'), on: dayOf('closed') },
  ]
  const isWaiting = (title: string) => facts.status !== 'disputed' || title.startsWith('Dispute')
  const now = steps.findIndex(({ isDone, title }) => !isDone && isWaiting(title))
  return steps.map(({ isDone, ...step }, index) => ({
    ...step,
    state: isDone ? 'done' : index === now ? 'now' : 'to-come',
    isLate: index === now && step.on !== null && step.on < today,
  }))
}
