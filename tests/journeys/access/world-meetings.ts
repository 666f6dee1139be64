import { createHash } from 'node:crypto'
import { fingerprint } from '#services/accounts/index.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { writeCoordination } from '#services/engagements/index.ts'
import { makeMeeting } from '#tests/factories/meeting.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import type { Who } from './world.ts'

const idFrom = (words: string) => {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A called meeting of Leeds's region, others further on, an election at a general meeting, and a coordinator's time. */
export const makeMeetings = async (ctx: Ctx, the: (who: Who) => MadePerson) => {
  const { db, clock } = ctx
  const came = [the('coordinator').id, the('ownLead').id]
  const called = await makeMeeting(ctx, {})
  const running = await makeMeeting(ctx, { status: 'held', came })
  const drafted = await makeMeeting(ctx, { status: 'minutes_drafted', came })
  const agreed = await makeMeeting(ctx, { status: 'agreed', came })
  const agm = await makeMeeting(ctx, { kind: 'agm' })
  const item = (position: number) =>
    db.agendaItem.create({
      data: {
        id: idFrom(`item ${position}`),
        meetingId: called.id,
        position,
        title: `Item ${position}`,
        minutes: 10,
        who: 'The head of Leeds',
        wanted: '',
        addedById: the('ownLead').id,
        addedAt: clock.now(),
      },
    })
  await item(1)
  const second = await item(2)
  const token = 'a-guest-of-the-matrix'
  await db.meetingGuest.create({
    data: {
      meetingId: called.id,
      name: 'Gale Reed',
      address: 'gale.reed@example.org',
      tokenHash: fingerprint(ctx.config, 'guest', token),
      invitedById: the('coordinator').id,
      invitedAt: clock.now(),
    },
  })
  const objection = await db.minutesObjection.create({
    data: {
      meetingId: drafted.id,
      number: 1,
      byId: the('ownLead').id,
      text: 'It was four services.',
      raisedAt: clock.now(),
    },
  })
  const series = await db.meetingSeries.create({
    data: {
      kind: 'regional',
      region: 'Yorks Hum',
      title: 'Every second month',
      weekday: 2,
      week: 2,
      everyMonths: 2,
      beginsOn: dateFromIso('2026-06-01'),
      startsAt: '10:00',
      minutes: 120,
      mode: 'remote',
      place: '',
      createdById: the('coordinator').id,
      createdAt: clock.now(),
    },
  })
  const election = await db.election.create({
    data: {
      ref: 'EL-2026-123',
      meetingId: agm.id,
      role: 'board_member',
      status: 'nominating',
      nominationsUntil: dateFromIso('2026-06-15'),
      votesUntil: dateFromIso('2026-06-30'),
      handoverOn: dateFromIso('2026-09-01'),
      termUntil: dateFromIso('2028-08-31'),
      openedById: the('administrator').id,
      openedAt: clock.now(),
    },
  })
  const nominated = (nomineeId: string, proposerId: string) =>
    db.nomination.create({ data: { electionId: election.id, nomineeId, proposerId, nominatedAt: clock.now() } })
  const nomination = await nominated(the('otherLead').id, the('ownLead').id)
  const row = { personId: the('coordinator').id, region: 'Yorks Hum', minutes: 30 }
  const time = await db.timeLog.create({
    data: {
      ...row,
      id: newId(),
      kind: 'meeting',
      on: dateFromIso(addDays(clock.today(), -1)),
      loggedAt: clock.now(),
    },
  })
  await writeCoordination(ctx, { ...row, id: time.id, yot: null, on: addDays(clock.today(), -1) })
  return { called, running, drafted, agreed, agm, second, token, objection, series, election, nomination, time }
}
