import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { actorOf } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { addDays, addMonths, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Dated } from '#services/core/dated.ts'
import { rooms } from '#services/exchange.ts'
import { demonstration, openTestDatabase } from '#tests/setup/database.ts'
import { datesFor, reach } from './dates.ts'

/*
 * Every column that holds a day is here once: either its days are in the calendar of whoever has to come or to do something, which is
 * looked up for every row of the demonstration, or it says why they are in none. A new column fails until somebody has decided.
 */

const database = openTestDatabase({ from: demonstration })

/** Days in calendars, of the rows of which this is true. */
const inCalendars: Record<string, string> = {
  'Profile.insuranceUntil': 'true',
  'Standing.expiresOn': `status <> 'suspended'`,
  'Suspension.until': '"liftedAt" is null',
  'StandingCondition.dueOn': '"confirmedOn" is null and "liftedAt" is null',
  'Absence.from': 'true',
  'Absence.until': 'true',
  'Issue.goesAt': `status in ('planned', 'open', 'held')`,
  'Notice.until': `section = 'consultations'`,
  'Conflict.reviewOn': `status = 'managed'`,
  'CourseDate.startsAt': `status <> 'draft'`,
  'CourseDate.endsAt': `status <> 'draft'`,
  'CourseSession.startsAt': `exists (select 1 from "CourseDate" d where d.id = "dateId" and d.status <> 'draft')`,
  'CourseSession.endsAt': `exists (select 1 from "CourseDate" d where d.id = "dateId" and d.status <> 'draft')`,
  'CircleNote.meetsOn': 'true',
  'Place.keepBy': `status = 'booked'`,
  'Place.offeredUntil': `status = 'offered'`,
  'Mark.endsOn': `status in ('awarded', 'questioned')`,
  'Mark.observeBy': `status in ('awarded', 'questioned')`,
  'Mark.askAgainOn': `status = 'not_yet'`,
  'Decision.reviewOn': `status = 'published'`,
  'Engagement.silentOn': 'true',
  'Engagement.firstSessionOn': 'true',
  'Engagement.lastSessionOn': 'true',
  'EngagementSession.startsAt': `exists (select 1 from "Engagement" e where e.id = "engagementId" and e."termsInForce" is not null)`,
  'EngagementSession.endsAt': `exists (select 1 from "Engagement" e where e.id = "engagementId" and e."termsInForce" is not null)`,
  'Dispute.statementBy': 'true',
  'Enquiry.respondBy': `status = 'sent'`,
  'Concern.drawBy': `status = 'opened'`,
  'Concern.decideBy': `status = 'hearing' and "statementsShownAt" is not null`,
  'Concern.statementsBy': `status = 'hearing' and "statementsShownAt" is null`,
  'Concern.appealBy': `status = 'in_effect'`,
  'ConcernQuestion.answerBy': 'answer is null',
  'ConcernOutcome.until': '"undoneAt" is null',
  'ConcernMeasure.reviewOn': '"endedAt" is null',
  'ProgrammeSession.day': `exists (select 1 from "SessionPerson" p where p."sessionId" = t.id)`,
  'Meeting.startsAt': '"calledAt" is not null',
  'Meeting.endsAt': '"calledAt" is not null',
  'Minutes.objectBy': 'true',
  'Election.nominationsUntil': 'true',
  'Election.votesUntil': 'true',
  'Election.handoverOn': `status in ('declared', 'handed_over')`,
  'Membership.endsOn': `status in ('active', 'due') and exists (select 1 from "Holding" h join "Post" p on p.id = h."postId" where p."yotCode" = t."yotCode" and p.level = 'head' and h.until is null)`,
  'OwnNameConsent.answerBy': `status = 'asked'`,
  'OwnNameConsent.until': `status = 'given'`,
  'OutsideProvider.insuranceSeenUntil': `status = 'approved'`,
  'OutsideProvider.approvedUntil': `status = 'approved'`,
  'OutsideProvider.paidUntil': `status = 'approved'`,
  'RatingPair.revealOn': 'true',
  'Rating.mendBy': 'true',
  'Report.commentBy': `status = 'with_host'`,
  'ActionPlan.dueOn': `status = 'open'`,
  'ActionPlan.progressOn': `status <> 'open'`,
  'Action.dueOn': `status = 'open'`,
  'ReviewRequest.deferredUntil': `status = 'deferred'`,
  'ReviewRequest.commentsBy': 'true',
  'ReviewRequest.startsOn': 'true',
  'ReviewRequest.endsOn': 'true',
  'Invitation.respondBy': `status = 'offered'`,
  'CoLeadWord.wantedBy': '"givenAt" is null',
  'Application.deferredUntil': `status = 'deferred'`,
  'Assessment.dueOn': '"recordedAt" is null and "releasedAt" is null',
}

/** When something was done, was so, or was said of the past. */
const past = [
  'AccuracyComment.datedOn ActionPlan.recordedOn ActionPlan.sentOn Application.consentOn Application.trainedOn',
  'ApplicationTheme.lastUsedOn Assumption.setOn CaseVersion.madeOn Concern.openedOn Concern.toldOn ConcernMeasure.from',
  'Decision.decidedOn Engagement.confirmedOn Engagement.deliveredOn Engagement.ir35On Engagement.settledOn Expertise.lastUsedOn',
  'Gap.metOn Gap.openedOn Given.on Interest.from Interest.until LedgerEntry.on LedgerMonth.month LedgerMonthTheme.month',
  'Mark.awardedOn Membership.endedOn Membership.invoicedOn Membership.joinedOn Membership.paidOn Membership.renewalAskedOn',
  'MembershipPayment.endsOn MembershipPayment.paidOn MembershipPayment.startsOn Move.happenedOn OutsideProvider.invoicedOn',
  'OutsideProvider.numberSeenOn OutsideProvider.renewalAskedOn OutsideProvider.wordOneOn OutsideProvider.wordTwoOn',
  'Profile.dbsSeenOn PublishedQuarter.gapsFrom PublishedQuarter.gapsUntil PublishedQuarter.publishedOn Rating.setAsideOn',
  'Rating.wordsHiddenOn RecordPair.proposedOn Reference.commissionedOn RetiredName.splitOn ReviewRequest.arrivedOn',
  'ReviewRequest.leftOn ReviewRequest.sponsorSignedOn ReviewerTraining.trainedOn Settlement.on Snapshot.day',
  'Standing.approvedOn Standing.practisedUntil StandingCondition.confirmedOn StandingRole.since StepSaid.on Suspension.from',
  'TimeLog.on Membership.startsOn OutsidePayment.paidOn OutsidePayment.until',
]
/** From when to when somebody holds something: a fact of the record. */
const terms = [
  'Appointment.from Appointment.until Holding.from Holding.until OutsidePerson.since OutsidePerson.until Post.abolishedOn',
  'Post.createdOn YotAuthority.from YotAuthority.until YotTie.from YotTie.until Election.termUntil MembershipTerms.inForceFrom',
]
/** Clocks of the exchange, which tell whom they concern themselves: nobody has to come, or to do anything by then. */
const clocks = [
  'Silence.lastDay Silence.dueAt WaitingLine.day Conflict.countsUntil Conflict.effectUntil ActionPlan.latestOn Action.remindOn',
  'Share.until RecordJoin.undoBy CourseDate.bookUntil CourseDate.leastBy MeetingSeries.beginsOn Meeting.seriesOn Issue.day',
  'Issue.windowFrom Issue.windowTo SignInLink.expiresAt Session.expiresAt OutboxMessage.availableAt OutboxMessage.lockedUntil',
]
/** What somebody wishes, says or would do: the days that come of it are elsewhere. */
const said = [
  'Application.dbsSeenOn Application.insuranceUntil ApplicationCondition.dueOn CandidateWindow.endsOn CandidateWindow.startsOn',
  'Need.neededBy Need.orOn Need.startsOn OutsideProvider.insuranceUntil',
]
/** Asked by letter of people who may have no account. */
const byLetter = ['Evaluation.closesOn Reference.respondBy']

const inNone = new Set(
  [past, terms, clocks, said, byLetter].flatMap((lines) => lines.flatMap((line) => line.split(' '))),
)

const folder = new URL('../../prisma/schema/', import.meta.url)
const columns = readdirSync(folder).flatMap((file) => {
  let table = ''
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .flatMap((line) => {
      table = line.match(/^model (\w+)/)?.[1] ?? table
      const [, column = '', type] = line.match(/^\s+(\w+)\s+DateTime\?? .*@db\.(Date|Timestamptz)/) ?? []
      return column === '' ? [] : [{ table, column, name: `${table}.${column}`, isDay: type === 'Date' }]
    })
})

/** What the demonstration has no row of that lies ahead, put into it. */
const plant = async () => {
  const { db, clock } = database.ctx()
  const day = dateFromIso(addDays(clock.today(), 30))
  const now = clock.now()
  const { personId } = await db.standing.findFirstOrThrow({ where: { status: 'active' } })
  await db.absence.create({ data: { personId, from: day, until: day } })
  const place = await db.place.findFirstOrThrow({ where: { status: 'booked', date: { status: 'open' } } })
  await db.place.update({ where: { id: place.id }, data: { keepBy: day } })
  const mark = await db.mark.findFirstOrThrow({ where: { status: 'awarded' } })
  await db.mark.update({ where: { id: mark.id }, data: { observeBy: day } })
  const other = await db.offering.findFirstOrThrow({
    where: { id: { not: mark.offeringId }, yotCode: { not: null }, status: 'published' },
  })
  const asked = { askedById: mark.askedById, askedAt: now, dateId: mark.dateId }
  await db.mark.create({
    data: { ...asked, ref: 'QM-2030-1', offeringId: other.id, status: 'not_yet', askAgainOn: day },
  })
  const work = await db.engagement.findFirstOrThrow({ where: { status: 'agreed' } })
  await db.dispute.create({
    data: {
      ...{
        engagementId: work.id,
        openedSide: 'host',
        openedById: personId,
        reason: 'late',
        statement: 'It came late.',
      },
      ...{ statementBy: day, openedAt: now },
    },
  })
  const hearing = await db.concern.findFirstOrThrow({ where: { status: 'hearing', statementsShownAt: { not: null } } })
  await db.concernQuestion.create({
    data: {
      ...{ concernId: hearing.id, number: 9, toSide: 'bringer', askedById: personId, text: 'When was it?' },
      ...{ askedAt: now, answerBy: day },
    },
  })
  const outcome = await db.concernOutcome.findFirstOrThrow({ where: { until: { not: null } } })
  await db.concernOutcome.update({ where: { id: outcome.id }, data: { until: day, undoneAt: null } })
  await db.concern.updateMany({ where: { points: { some: { id: outcome.pointId } } }, data: { status: 'final' } })
  const session = await db.programmeSession.findFirstOrThrow({ where: { day: { gt: now } } })
  const member = await db.invitation.findFirstOrThrow({
    where: { status: 'accepted', seat: { requestId: session.requestId } },
  })
  await db.sessionPerson.create({ data: { sessionId: session.id, personId: member.personId } })
  const minutes = await db.minutes.findFirstOrThrow({ where: { sentAt: { not: null } }, orderBy: { number: 'desc' } })
  const { meetingId, content, savedById } = minutes
  await db.minutes.create({
    data: {
      ...{ meetingId, content: content ?? {}, savedById, number: minutes.number + 1 },
      ...{ savedAt: now, sentAt: now, objectBy: day },
    },
  })
  await db.meeting.update({ where: { id: meetingId }, data: { status: 'minutes_drafted' } })
  await db.meetingAnswer.updateMany({ where: { meetingId }, data: { hasCome: true } })
  await db.election.updateMany({ data: { status: 'declared', electedId: personId } })
  const consent = { personId, yotCode: 'leeds', words: 'Case audit.', daysPerYear: 5, mayCharge: false, askedAt: now }
  const lead = { leadName: 'A lead', leadAddress: 'lead@leeds.test', answerBy: day }
  await db.ownNameConsent.create({ data: { ...consent, ...lead, status: 'asked', tokenHash: 'asked' } })
  await db.ownNameConsent.create({
    data: { ...consent, ...lead, yotCode: 'york', status: 'given', until: day, tokenHash: 'given' },
  })
  const rating = await db.rating.findFirstOrThrow({ where: { rater: { leftAt: null } } })
  await db.rating.update({ where: { id: rating.id }, data: { mendBy: day } })
  const administrator = await db.appointment.findFirstOrThrow({ where: { role: 'administrator', until: null } })
  const conflict = await db.conflict.findFirstOrThrow({ where: { caseKind: 'review_request' } })
  const managed = { status: 'managed' as const, mitigation: 'Sits elsewhere.', reviewOn: day, decidedAt: now }
  await db.conflict.update({ where: { id: conflict.id }, data: { ...managed, decidedById: administrator.personId } })
  const closed = await db.invitation.findMany({
    where: { status: 'accepted', seat: { request: { status: 'closed' } } },
    take: 2,
    include: { seat: true },
  })
  const [one, two] = closed
  if (one && two)
    await db.coLeadWord.create({
      data: {
        requestId: one.seat.requestId,
        aboutId: one.personId,
        byId: two.personId,
        role: 'reviewer',
        askedAt: now,
        wantedBy: day,
      },
    })
  const application = await db.application.findFirstOrThrow({
    where: { status: { not: 'panel' } },
  })
  await db.application.update({ where: { id: application.id }, data: { status: 'deferred', deferredUntil: day } })
  const came = await db.place.findFirstOrThrow({ where: { status: 'attended', attendeeId: { not: null } } })
  await db.courseDate.update({ where: { id: came.dateId }, data: { isCohort: true } })
  await db.circleNote.create({
    data: { placeId: came.id, byId: came.attendeeId ?? '', text: 'Shall we meet?', meetsOn: day, writtenAt: now },
  })
}

const dates: Dated[] = []
beforeAll(async () => {
  await plant()
  const ctx = database.ctx()
  const people = await ctx.db.person.findMany({ where: { leftAt: null }, select: { id: true }, orderBy: { id: 'asc' } })
  for (const { id } of people) {
    const actor = await actorOf(ctx, id, allGrantsFor)
    if (!actor) continue
    const own = database.ctx(actor)
    if (dates.length === 0) dates.push(...(await datesFor(own, rooms, { kind: 'region' })))
    dates.push(...(await datesFor(own, rooms, { kind: 'mine' })))
  }
}, 240_000)

/** Rows whose day is ahead, and in reach of a calendar. */
const ahead = ({ table, column, isDay }: (typeof columns)[number], isMeant: string) => {
  const today = database.ctx().clock.today()
  const day = isDay ? `"${column}"` : `("${column}" at time zone 'Europe/London')::date`
  return database.ctx().db.$queryRawUnsafe<{ row: Record<string, unknown>; day: string }[]>(
    `select to_jsonb(t) as row, to_char(${day}, 'YYYY-MM-DD') as day from "${table}" t
       where ${day} > '${today}' and ${day} < '${addMonths(today, reach.monthsAhead)}' and ${isMeant}`,
  )
}

it('every day has its place here', () => {
  const days = columns.filter(({ isDay }) => isDay).map(({ name }) => name)
  const placed = (name: string) => [name, (name in inCalendars ? 1 : 0) + (inNone.has(name) ? 1 : 0)]
  expect(days.map(placed)).toEqual(days.map((name) => [name, 1]))
  const known = new Set(columns.map(({ name }) => name))
  expect([...inNone, ...Object.keys(inCalendars)].filter((name) => !known.has(name))).toEqual([])
})

it('a time that lies ahead has its place here too', async () => {
  const times = columns.filter(({ isDay, name }) => !isDay && !(name in inCalendars) && !inNone.has(name))
  for (const time of times) expect([time.name, (await ahead(time, 'true')).length]).toEqual([time.name, 0])
})

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)

it.each(Object.entries(inCalendars))('%s is in a calendar', async (name, isMeant) => {
  const column = columns.find((one) => one.name === name)
  const rows = column ? await ahead(column, isMeant) : []
  expect(rows.length).toBeGreaterThan(0)
  const missing = rows.filter(({ row, day }) => {
    const ids = Object.values(row).filter(isId)
    return !dates.some(({ id, path, start, end }) => {
      const on = [isoFromDate(start), isoFromDate(end), addDays(isoFromDate(end), -1)]
      return on.includes(day) && ids.some((one) => id.includes(one) || path.includes(one))
    })
  })
  expect(missing).toEqual([])
})
