import type { ReviewKind, ReviewStatus } from '#prisma/generated/enums.ts'
import { acceptedAt, type SealedHead } from '#services/core/life/sealed-text.ts'
import { kinds } from './kinds.ts'
import type { Side } from './lifecycle.ts'
import type { Standing } from './policy.ts'

/** What comes next for one reader: a sentence, and the one thing to do where it is their turn. */
export type NextStep = { says: string; action: { text: string; href: string } | null; dueOn: string | null }

type Facts = {
  ref: string
  kind: ReviewKind
  status: ReviewStatus
  sides: readonly Side[]
  standings: readonly Standing[]
  terms: SealedHead | null
  /** Everyone has said yes to a team that lacks something nobody has accepted. */
  isHeld: boolean
  /** A team is chosen and shown to the service, before anybody is asked. */
  isChosen?: boolean
  invitation: { id: string; status: string } | null
  lacks: readonly string[]
  dueOn: string | null
  /** Where on this site the board pointed to. */
  pointedToPath?: string | null
}

const has = (facts: Facts, ...sides: Side[]) => sides.some((side) => facts.sides.includes(side))
const to = (text: string, href: string) => ({ text, href })

const onTeam = (facts: Facts): string => {
  if (facts.isChosen)
    return 'A team is chosen: you see it below, and why. Nobody has been asked yet, so say now if something about it is not right.'
  return has(facts, 'host', 'lead-officer')
    ? 'A team is being put together. You see here who is chosen, and why, before anyone is asked.'
    : 'A team is being put together.'
}

const onTerms = (facts: Facts): NextStep => {
  const { ref, terms, dueOn } = facts
  if (!terms) {
    return has(facts, 'case-holder')
      ? {
          says: 'Everyone has said yes. Write the terms of reference.',
          dueOn,
          action: to('Write the terms', `/association/requests/${ref}/terms`),
        }
      : { says: 'The coordinator is writing the terms of reference.', dueOn, action: null }
  }
  const [byHost, byTeam] = [acceptedAt(terms, 'host'), acceptedAt(terms, 'team')]
  const mine = (has(facts, 'host') && !byHost) || (has(facts, 'co-lead') && !byTeam)
  if (mine)
    return {
      says: 'The terms of reference wait for you.',
      dueOn,
      action: to('Read and accept the terms', `/reviews/${ref}/terms`),
    }
  const waits = [byHost ? [] : 'the service', byTeam ? [] : 'a co-lead'].flat().join(' and ')
  return {
    says: `The terms of reference wait for ${waits}.`,
    dueOn,
    action: to('Read the terms', `/reviews/${ref}/terms`),
  }
}

/** What comes next, said to whoever reads: their own turn with its button, or whose turn it is. */
export const nextStep = (facts: Facts): NextStep => {
  const { ref, status, dueOn } = facts
  const record = (event: string) => `/reviews/${ref}/record/${event}`
  const report = `/reviews/${ref}/report`
  const desk = `/association/requests/${ref}`
  const step = (says: string, mine: boolean, text: string, href: string, otherwise = says): NextStep =>
    mine ? { says, dueOn, action: to(text, href) } : { says: otherwise, dueOn, action: null }
  const own = kinds[facts.kind].next[status]
  if (own) return step(own.says, has(facts, ...own.by), own.text, record(own.event))
  switch (status) {
    case 'draft':
      return step(
        'Finish the request and send it.',
        has(facts, 'host', 'lead-officer'),
        'Go on with the request',
        `/reviews/${ref}/edit`,
        'The service is changing its request.',
      )
    case 'submitted':
      return step(
        'Check the request.',
        has(facts, 'coordinator'),
        'Check the request',
        desk,
        'A coordinator checks the request.',
      )
    case 'coordinator_checked':
      return step('Decide on the request.', has(facts, 'board'), 'Decide', desk, 'The programme board decides.')
    case 'deferred':
      return step(
        'Decide on the deferred request.',
        has(facts, 'board'),
        'Decide',
        desk,
        'The programme board decides later.',
      )
    case 'approved':
      return step(
        'Arrange the scoping call.',
        has(facts, 'case-holder'),
        'Record the scoping call',
        desk,
        'The coordinator arranges a scoping call.',
      )
    case 'scoping':
      return step('Propose a team.', has(facts, 'case-holder'), 'Propose teams', `${desk}/team`, onTeam(facts))
    case 'team_proposed':
      return step(
        'Choose a team and invite it.',
        has(facts, 'case-holder'),
        'See the proposed teams',
        `${desk}/team`,
        onTeam(facts),
      )
    case 'inviting': {
      if (facts.invitation?.status === 'offered') {
        return step(
          'You are invited to the team.',
          true,
          'Answer the invitation',
          `/invitations/${facts.invitation.id}`,
        )
      }
      if (facts.isHeld) {
        return step(
          'Everyone has said yes, but the team lacks something: accept it by name, or change the team.',
          has(facts, 'case-holder'),
          'See what the team lacks',
          `${desk}/team`,
          'People are answering their invitations.',
        )
      }
      return step('People are answering their invitations.', has(facts, 'case-holder'), 'See the team', `${desk}/team`)
    }
    case 'confirmed':
      return onTerms(facts)
    case 'preparing':
      return step(
        'Prepare: the service sends documents three weeks before, the team calls one to two weeks before.',
        has(facts, 'co-lead', 'case-holder'),
        'Record that the visit has begun',
        record('arrived'),
      )
    case 'on_site':
      return step(
        'The visit ends with a feedback presentation.',
        has(facts, 'co-lead', 'case-holder'),
        'Record the feedback presentation',
        record('presented'),
      )
    case 'presented':
      if (has(facts, 'co-lead') && facts.lacks.length === 0) {
        return step('Write the draft report and send it to the service.', true, 'Write the report', report)
      }
      return step(
        'Write the findings, then the draft report.',
        has(facts, 'co-lead'),
        'Write the findings',
        `/reviews/${ref}/findings`,
        'The team writes the draft report.',
      )
    case 'draft_report':
      return step(
        'Check the facts of the draft report.',
        has(facts, 'host', 'lead-officer'),
        'Comment on the facts',
        `${report}/accuracy`,
        'The service checks the facts of the draft report.',
      )
    case 'accuracy':
      return step(
        'Answer the comments on the facts, then make the report final.',
        has(facts, 'co-lead'),
        'Finish the report',
        report,
        'The team answers the comments and makes the report final.',
      )
    case 'final':
      return step(
        'Write the action plan.',
        has(facts, 'host', 'lead-officer'),
        'Write the action plan',
        `/reviews/${ref}/plan`,
        'The service writes its action plan.',
      )
    case 'action_plan':
      return step(
        'Look at progress about ten months after the visit.',
        has(facts, 'co-lead'),
        'Record the progress review',
        `/reviews/${ref}/progress`,
        'The service carries out its plan; progress is reviewed about ten months after the visit.',
      )
    case 'progress_review':
      return step(
        'Say what has changed for children; with that the review closes.',
        has(facts, 'host', 'lead-officer'),
        'Say what has changed',
        `/reviews/${ref}/progress`,
        'The service says what has changed for children.',
      )
    case 'postponed':
      return step('The review is put off.', has(facts, 'host', 'case-holder'), 'Take it up again', record('resumed'))
    case 'closed':
      return { says: 'The review is closed. Thank you.', dueOn: null, action: null }
    case 'withdrawn':
      return { says: 'The request was withdrawn.', dueOn: null, action: null }
    case 'declined':
      return { says: 'The programme board declined the request.', dueOn: null, action: null }
    case 'redirected':
      return step(
        'The programme board pointed to lighter support.',
        has(facts, 'host', 'lead-officer'),
        facts.pointedToPath ? 'See what it points to' : 'See what other services offer',
        facts.pointedToPath ?? '/offerings',
      )
  }
}
