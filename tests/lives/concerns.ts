import type { ConcernStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import { newId } from '#services/core/insert-rows.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { nextReference } from '#services/core/reference.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import {
  answerQuestion,
  appealConcern,
  askQuestion,
  type ConcernEvent,
  concernLife,
  drawOne,
  endMeasure,
  flagRating,
  putMeasure,
  recordView,
  room,
  sendElsewhere,
  standDown,
  withdrawConcern,
} from '#services/fairness/index.ts'
import { value } from '#tests/factories/application.ts'
import { flagIt, makeDeciders, makeRatedWork, reasons, statement, view } from '#tests/factories/concern.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

/** Flags that Kent, with two heads, brings of what somebody who came said of it; two administrators look after them. */
export const concernDriver: MakeDriver<ConcernStatus, ConcernEvent> = async (database) => {
  const ctx = database.ctx()
  const { db } = ctx
  const work = await makeRatedWork(ctx)
  const bringer = { first: work.host, second: await makePerson(ctx, { posts: [{ yotCode: 'kent' }] }) }
  const administrator = () => makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  const desk = { first: await administrator(), second: await administrator() }
  const codes = ['cardiff', 'manchester', 'bristol', 'birmingham', 'norfolk', 'swansea']
  const [decider, one, two] = await makeDeciders(ctx, codes)
  if (!decider || !one || !two) throw new Error('Nobody decides')
  const as = (who: { actor: Parameters<typeof database.ctx>[0] }) => database.ctx(who.actor)
  const bringerOf = (who: Who) => as(bringer[who])
  const deskOf = (who: Who) => as(desk[who])
  const today = ctx.clock.today()
  const day = (days: number) => dateFromIso(addDays(today, days))
  const reviewOn = addWorkingDays(today, 5)
  const sides = { bringer: { yotCode: 'kent' }, other: { personId: work.lead.id } }

  type Row = { kind: 'flag' | 'appeal'; status: ConcernStatus; version: number; subject: string; chain?: string }
  /** A concern of Kent's, straight in the tables; its deciders have recorded nothing unless it is decided. */
  const write = async (
    { kind, status, version, subject, chain }: Row,
    deciderIds: readonly string[],
  ): Promise<Subject> => {
    const id = newId()
    const isDrawn = status !== 'opened'
    const isDecided = ['in_effect', 'under_appeal', 'final'].includes(status)
    const { ref } = await db.concern.create({
      data: {
        ...{ id, kind, status, version, subjectId: subject, chainId: chain ?? id, openedById: work.host.id },
        ref: await nextReference(ctx, 'CO'),
        subjectKind: kind === 'flag' ? 'rating-pair' : 'concern',
        title: 'A rating of a peer review',
        openedOn: day(0),
        drawBy: day(7),
        decideBy: day(28),
        statementsBy: isDrawn ? day(14) : null,
        statementsShownAt: isDecided || kind === 'appeal' ? ctx.clock.now() : null,
        toldOn: isDecided ? day(0) : null,
        appealBy: isDecided ? day(28) : null,
        parties: {
          create: [
            { side: 'bringer', isSpeaking: true, ...sides.bringer },
            { side: 'other', isSpeaking: true, ...sides.other },
          ],
        },
        points: {
          create: {
            position: 1,
            side: 'bringer',
            reason: kind === 'flag' ? 'personal' : 'new-evidence',
            ratingId: work.leadRatingId,
            onceKey: id,
            outcomes: isDecided
              ? {
                  create: {
                    ...{
                      round: 1,
                      outcome: 'keep',
                      reasons,
                      byConcernId: id,
                      effect: {},
                      carriedOutAt: ctx.clock.now(),
                    },
                    undoneAt: status === 'under_appeal' ? ctx.clock.now() : null,
                  },
                }
              : {},
          },
        },
        statements: { create: { side: 'bringer', byId: work.host.id, text: statement, at: ctx.clock.now() } },
        views: {
          create: isDrawn
            ? deciderIds.map((deciderId) => ({
                ...{ chainId: chain ?? id, round: 1, deciderId, drawnAt: ctx.clock.now() },
                ...(isDecided ? { recordedAt: ctx.clock.now(), points: [{ outcome: 'keep', reasons }] } : {}),
              }))
            : [],
        },
      },
      select: { ref: true },
    })
    return { id, ref }
  }
  /** Its appeal, made once. */
  const appealOf = async ({ id }: Subject, status: 'opened' | 'hearing'): Promise<Subject> =>
    (await db.concern.findFirst({ where: { kind: 'appeal', subjectId: id }, select: { id: true, ref: true } })) ??
    write({ kind: 'appeal', status, version: 1, subject: id, chain: id }, [one.id, two.id])
  const heard = ({ id }: Subject) => db.concern.update({ where: { id }, data: { statementsShownAt: ctx.clock.now() } })
  const runOut = (kind: string) => ({
    happens: async ({ id }: Subject) => {
      const past = { lastDay: new Date('2020-01-01'), dueAt: new Date('2020-01-02T06:00:00Z'), warnOn: [] }
      const key = { kind, subjectId: id }
      const { version } = await db.concern.findUniqueOrThrow({ where: { id } })
      if (version === madeAt) await db.silence.create({ data: { ...key, ...past } })
      await silenceJob(room.silences ?? []).run(database.ctx())
    },
  })

  const driver: Driver<ConcernStatus, ConcernEvent> = {
    life: concernLife,
    kind: 'concern',
    make: async (status) => {
      const subject = await write({ kind: 'flag', status, version: madeAt, subject: work.pairId }, [decider.id])
      if (status === 'hearing')
        await db.concernMeasure.create({
          data: {
            ...{ concernId: subject.id, kind: 'words-hidden', targetId: work.leadRatingId, byId: desk.first.id },
            ...{ from: day(0), reviewOn: day(5), reason: 'It names somebody.' },
          },
        })
      return subject
    },
    from: { 'measure-ended': 'hearing', 'appeal-decided': 'under_appeal' },
    moves: {
      opened: {
        begins: async () => {
          const other = await makeRatedWork(database.ctx())
          const ref = await flagIt(as(other.lead), other)
          return db.concern.findUniqueOrThrow({ where: { ref }, select: { id: true, ref: true } })
        },
      },
      joined: {
        happens: async ({ id }) => {
          await db.concern.update({ where: { id }, data: { openKey: `flag:${work.pairId}` } })
          await flagRating(as(work.lead), work.pairId, { ratingId: work.hostRatingId, reason: 'personal', statement })
        },
      },
      measured: {
        press: ({ ref }, version, who) =>
          putMeasure(deskOf(who), ref, {
            ...{ version, target: `words-hidden:${work.leadRatingId}`, reviewOn },
            reason: `It names somebody, says the ${who}.`,
          }),
      },
      'measure-ended': {
        press: async ({ id, ref }, version, who) => {
          const measureId = (await db.concernMeasure.findFirst({ where: { concernId: id } }))?.id ?? id
          return endMeasure(deskOf(who), ref, { version, measureId })
        },
      },
      'sent-elsewhere': {
        press: ({ ref }, version, who) => sendElsewhere(deskOf(who), ref, { version, why: 'outside' }),
      },
      drawn: { happens: ({ id }) => drawOne(database.ctx(), id) },
      redrawn: { happens: ({ ref }) => standDown(as(decider), ref) },
      shown: runOut('concern-statements'),
      asked: {
        happens: async (subject) => {
          await heard(subject)
          await askQuestion(as(decider), subject.ref, { toSide: 'other', question: 'When did it reach you?' })
        },
      },
      answered: {
        happens: async ({ id, ref }) => {
          const asked = { concernId: id, number: 1, toSide: 'other', askedById: decider.id } as const
          const when = { askedAt: ctx.clock.now(), answerBy: day(5), text: 'When did it reach you?' }
          await db.concernQuestion.createMany({ data: [{ ...asked, ...when }], skipDuplicates: true })
          value(await answerQuestion(as(work.lead), ref, { number: 1, answer: 'On the tenth.' }))
        },
      },
      'view-recorded': {
        happens: async (subject) => {
          await heard(subject)
          value(await recordView(as(decider), subject.ref, view('keep')))
        },
      },
      withdrawn: { press: ({ ref }, version, who) => withdrawConcern(bringerOf(who), ref, { version }) },
      appealed: {
        press: ({ ref }, version, who) =>
          appealConcern(bringerOf(who), ref, { version, reason: 'procedure', statement }),
      },
      'appeal-decided': {
        happens: async (subject) => {
          const { ref } = await appealOf(subject, 'hearing')
          for (const who of [one, two]) value(await recordView(as(who), ref, view('stands')))
        },
      },
      'appeal-ended': {
        happens: async (subject) => {
          const { ref } = await appealOf(subject, 'opened')
          value(await withdrawConcern(bringerOf('first'), ref, { version: 1 }))
        },
      },
      closed: runOut('concern-appeal'),
    },
  }
  return driver
}
