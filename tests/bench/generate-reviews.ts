import { addDays } from '#services/core/clock.ts'
import { canonical, fingerprintOf } from '#services/core/life/sealed-text.ts'
import type { Making } from './generate.ts'
import { idFor } from './generate-rows.ts'
import { addRatings } from './generate-work.ts'

const path = [
  ['submitted', 'submitted', -110],
  ['checked', 'coordinator_checked', -104],
  ['approved', 'approved', -96],
  ['scoping-started', 'scoping', -88],
  ['team-proposed', 'team_proposed', -80],
  ['invited', 'inviting', -79],
  ['confirmed', 'confirmed', -70],
  ['prepared', 'preparing', -60],
  ['arrived', 'on_site', 0],
  ['presented', 'presented', 2],
  ['draft-sent', 'draft_report', 23],
  ['accuracy-given', 'accuracy', 35],
  ['finalised', 'final', 43],
  ['action-plan-agreed', 'action_plan', 90],
  ['progress-reviewed', 'progress_review', 250],
  ['closed', 'closed', 300],
] as const

/** How far each review of a dozen has come: most are closed, some wait, some are under way. */
const reached = [
  'submitted',
  'closed',
  'coordinator_checked',
  'closed',
  'approved',
  'closed',
  'preparing',
  'closed',
  'presented',
  'closed',
  'final',
  'closed',
]

const terms = { text: 'Terms of reference. This is a peer review by invitation.', parts: null }
const termsHash = fingerprintOf(terms)

/** Peer reviews in every state, with their teams, checks and conflicts. */
export const addReviews = async (making: Making, count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) {
    addReview(making, at)
    await making.rows.flush()
  }
}

const addReview = (making: Making, at: number) => {
  const { rows, random, pick, ago, yots, skills, heads, officers } = making
  const status = reached[at % reached.length] ?? 'closed'
  const moves = path.slice(0, path.findIndex(([, to]) => to === status) + 1)
  const last = moves.at(-1)?.[2] ?? 0
  const startsOn = ago(last + 5 + Math.floor(random() * 20))
  const yot = pick(yots)
  const head = heads.get(yot.code) ?? ''
  const id = idFor('review', at)
  const ref = `PR-2026-${100 + at}`
  const hasTeam = moves.length >= 8
  rows.add('GivenReference', { ref })
  rows.add('ReviewRequest', {
    ...{
      id,
      ref,
      yotCode: yot.code,
      status,
      requestedById: head,
      leadOfficerId: head,
      sponsorName: 'Dana Sponsor',
      sponsorRole: 'Director',
    },
    ...{
      sponsorSignedOn: addDays(startsOn, -120),
      purpose: 'To see how well we resettle children who come home.',
      mode: 'on_site',
      days: 3,
    },
    ...{ leadsWanted: 2, peersLeast: 2, peersMost: 4, travelPaidBy: 'host', isNeighbourSensitive: false },
    ...{
      caseHolderId: officers.coordinators.get(yot.region) ?? null,
      startsOn: hasTeam ? startsOn : null,
      endsOn: hasTeam ? addDays(startsOn, 2) : null,
    },
    ...{ createdAt: addDays(startsOn, -120), submittedAt: addDays(startsOn, -110), version: moves.length + 1 },
    agreedPlaces:
      moves.length >= 13
        ? [1, 2, 3]
            .map((place) => idFor(`kloe ${place}`, at))
            .concat('K2', 'K3')
            .sort()
        : [],
  })
  const agreed = { by: head, on: addDays(startsOn, 3) }
  rows.add('CandidateWindow', { id, requestId: id, startsOn, endsOn: addDays(startsOn, 2) })
  for (let position = 1; position <= 3; position += 1) {
    const kloeId = idFor(`kloe ${position}`, at)
    rows.add('Kloe', { id: kloeId, requestId: id, position, question: `How good is our work on matter ${position}?` })
    rows.add('KloeTheme', { kloeId, themeCode: skills[(at + position * 11) % skills.length] ?? '' })
    if (moves.length >= 13)
      addFinding(making, { at, requestId: id, place: position, kloeId, goldenThread: null, ...agreed })
  }
  if (moves.length >= 13) {
    addFinding(making, { at, requestId: id, place: 4, kloeId: null, goldenThread: 'K2', ...agreed })
    addFinding(making, { at, requestId: id, place: 5, kloeId: null, goldenThread: 'K3', ...agreed })
  }
  moves.forEach(([event, to, days], index) => {
    const on = addDays(startsOn, days)
    rows.add('Move', {
      ...{
        id: idFor(`move ${index}`, at),
        subjectKind: 'review_request',
        subjectId: id,
        from: moves[index - 1]?.[1] ?? 'draft',
        to,
        event,
      },
      ...{ happenedOn: on, movedAt: on, movedById: head, movedBy: 'Whoever did it', note: null, version: index + 2 },
    })
  })
  rows.add('CaseFacts', { hash: `bench ${at}`, facts: '{}' })
  const checked = addTeam(making, { at, id, yotCode: yot.code, startsOn, hasTeam })
  if (hasTeam) {
    rows.add('SealedText', {
      ...{ id, kind: 'review-terms', subjectId: id, number: 1, content: canonical(terms), hash: termsHash },
      ...{ sealedAt: addDays(startsOn, -68), sealedById: officers.administrator },
    })
    const accepted = { textId: id, hash: termsHash }
    rows.add('TextAcceptance', { ...accepted, side: 'host', personId: head, acceptedAt: addDays(startsOn, -65) })
    rows.add('TextAcceptance', {
      ...{ ...accepted, side: 'team', personId: checked[0] ?? head, acceptedAt: addDays(startsOn, -64) },
    })
  }
  if (status === 'closed') {
    const [lead = head] = checked
    addRatings(making, {
      work: 'review',
      workId: id,
      workRef: ref,
      title: 'Peer review',
      host: yot.code,
      caseId: id,
      on: addDays(startsOn, 2),
      hostRater: head,
      team: checked,
      teamRater: lead,
    })
  }
}

/** Six places; the people who took them, checked for conflicts first, and two who were found to be blocked. */
const addTeam = (
  { rows, pick, bank, officers }: Making,
  {
    at,
    id,
    yotCode,
    startsOn,
    hasTeam,
  }: { at: number; id: string; yotCode: string; startsOn: string; hasTeam: boolean },
): string[] => {
  const check = (personId: string, place: number, activity: string, effect: string | null) =>
    rows.add('ConflictCheck', {
      ...{
        id: idFor(`check ${place}`, at),
        personId,
        caseKind: 'review_request',
        caseId: id,
        activity,
        moment: 'proposal',
        ruleSetVersion: 1,
      },
      ...{ effect, facts: '{}', caseFactsHash: `bench ${at}`, checkedAt: addDays(startsOn, -80) },
    })
  const block = (personId: string, place: number, activity: string, ruleId: string) => {
    check(personId, place, activity, 'block')
    rows.add('Conflict', {
      ...{
        id: idFor(`conflict ${place}`, at),
        personId,
        caseKind: 'review_request',
        caseId: id,
        activity,
        ruleId,
        ruleSetVersion: 1,
        effect: 'block',
      },
      ...{
        isSilent: false,
        isPublic: false,
        factsKey: `bench ${at} ${place}`,
        facts: '{}',
        status: 'detected',
        foundAt: addDays(startsOn, -80),
        version: 1,
      },
    })
  }
  // The administrator is conflicted with a few cases, as a real one is.
  if (at % 50 === 7) block(officers.administrator, 9, 'deciding', 'FAMILY')
  if (!hasTeam) return []
  for (const place of [7, 8]) block(pick(bank).id, place, 'review', 'SOLD_TO_HOST')
  const team = new Set<string>()
  while (team.size < 6) {
    const { id: personId, yot } = pick(bank)
    if (yot !== yotCode) team.add(personId)
  }
  const members = [...team]
  members.forEach((personId, index) => {
    const seatId = idFor(`seat ${index}`, at)
    check(personId, index, 'review', null)
    rows.add('Seat', {
      id: seatId,
      requestId: id,
      role: index < 2 ? 'co_lead' : 'reviewer',
      position: index + 1,
      personId,
    })
    rows.add('Invitation', {
      ...{
        id: seatId,
        seatId,
        personId,
        status: 'accepted',
        reasons: '[]',
        offeredAt: addDays(startsOn, -79),
        respondBy: addDays(startsOn, -69),
      },
      ...{ respondedAt: addDays(startsOn, -75), version: 1 },
    })
  })
  return members
}

const addFinding = (
  { rows }: Making,
  of: {
    at: number
    requestId: string
    place: number
    kloeId: string | null
    goldenThread: string | null
    by: string
    on: string
  },
) => {
  const id = idFor(`finding ${of.place}`, of.at)
  const { requestId, kloeId, goldenThread, by, on } = of
  rows.add('Finding', {
    ...{ id, requestId, kloeId, goldenThread, position: 1, status: 'agreed', version: 2, kind: 'strength' },
    ...{ title: 'Managers know every child', text: 'Plans could be shared sooner.', edition: 1 },
    ...{ whyDespite: '', whyNoChildren: '', earlierSources: ['Interviews', 'Case reading'] },
    ...{ draftedById: by, draftedAt: on },
  })
  rows.add('FindingAgreement', { findingId: id, edition: 1, personId: by, agreedAt: on })
  for (const [version, event, from, to] of [
    [1, 'drafted', null, 'draft'],
    [2, 'agreed', 'draft', 'agreed'],
  ] as const) {
    rows.add('Move', {
      ...{ id: idFor(`finding ${of.place} ${event}`, of.at), subjectKind: 'finding', subjectId: id, event, from, to },
      ...{ happenedOn: on, movedAt: on, movedById: by, movedBy: 'Whoever did it', note: null, version },
    })
  }
}
