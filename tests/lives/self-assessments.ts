import type { SelfAssessmentStatus } from '#prisma/generated/enums.ts'
import {
  beginSelfAssessment,
  finishSelfAssessment,
  markStatement,
  type SelfAssessmentEvent,
  selfAssessmentLife,
  showSelfAssessment,
} from '#services/self-assessments/index.ts'
import { value } from '#tests/factories/application.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

/** Torbay's views of itself, moved by two who lead it. */
export const selfAssessmentDriver: MakeDriver<SelfAssessmentStatus, SelfAssessmentEvent> = async (database) => {
  const { db } = database.ctx()
  const lead = () => makePerson(database.ctx(), { posts: [{ yotCode: 'torbay' }] })
  const people = { first: await lead(), second: await lead() }
  const as = (who: Who) => database.ctx(people[who].actor)
  const begun = async (): Promise<Subject> => {
    // One is filled in at a time: those before are as good as finished.
    await db.selfAssessment.updateMany({
      where: { status: 'open' },
      data: { status: 'finished', finishedAt: database.ctx().clock.now() },
    })
    const { ref } = value(await beginSelfAssessment(as('first'), { yotCode: 'torbay', set: 'send' }))
    return db.selfAssessment.findUniqueOrThrow({ where: { ref }, select: { id: true, ref: true } })
  }
  const driver: Driver<SelfAssessmentStatus, SelfAssessmentEvent> = {
    life: selfAssessmentLife,
    kind: 'self_assessment',
    make: async (status) => {
      const id = crypto.randomUUID()
      const ref = `SA-${id.slice(0, 8)}`
      await db.selfAssessment.updateMany({
        where: { status: 'open' },
        data: { status: 'finished', finishedAt: database.ctx().clock.now() },
      })
      await db.selfAssessment.create({
        data: {
          ...{ id, ref, yotCode: 'torbay', set: 'send', status, version: madeAt },
          begunAt: database.ctx().clock.now(),
          finishedAt: status === 'finished' ? database.ctx().clock.now() : null,
        },
      })
      if (status === 'open')
        for (let position = 1; position <= 10; position += 1)
          value(
            await markStatement(as('first'), ref, position, {
              ...{ version: 0, mark: '7', confidence: 'high', evidence: '', whyNotApplicable: '' },
            }),
          )
      return { id, ref }
    },
    moves: {
      begun: { begins: begun },
      finished: { press: ({ ref }, version, who) => finishSelfAssessment(as(who), ref, { version }) },
      shown: {
        press: ({ ref }, version, who) => showSelfAssessment(as(who), ref, { version, shownTo: 'members' }),
      },
    },
  }
  return driver
}
