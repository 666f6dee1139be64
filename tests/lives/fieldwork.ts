import type { EvidenceStatus, FindingStatus } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import { newId } from '#services/core/insert-rows.ts'
import {
  agreeFinding,
  changeFinding,
  draftFinding,
  dropFinding,
  editEvidence,
  evidenceLife,
  findingLife,
  restoreEvidence,
  setEvidenceAside,
} from '#services/fieldwork/index.ts'
import { value } from '#tests/factories/application.ts'
import { type FieldReview, makeEntry, makeFieldPeople, makeFieldReview } from '#tests/factories/fieldwork.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type TestDatabase, type Who } from './driver.ts'

type EvidenceEvent = (typeof evidenceLife.events)[number]
type FindingEvent = (typeof findingLife.events)[number]

const coLeadOf = (database: TestDatabase, { coLeads: [first, second] }: FieldReview) => {
  const coLeads = { first, second }
  return (who: Who) => database.ctx(coLeads[who].actor)
}

const visit = async (database: TestDatabase, yotCode: string) =>
  makeFieldReview(database.ctx(), await makeFieldPeople(database.ctx()), { yotCode })

/** What was seen in Camden the day before, so that it is a co-lead's to change, and there are two. */
export const evidenceDriver: MakeDriver<EvidenceStatus, EvidenceEvent> = async (database) => {
  const { db } = database.ctx()
  const review = await visit(database, 'camden')
  const as = coLeadOf(database, review)
  const logged = async (): Promise<Subject> => {
    const id = await makeEntry(as('first'), review.ref)
    return { id, ref: id }
  }
  const driver: Driver<EvidenceStatus, EvidenceEvent> = {
    life: evidenceLife,
    kind: 'evidence',
    make: async (status) => {
      const { clock } = database.ctx()
      const at = new Date(`${addDays(clock.today(), -1)}T12:00:00Z`)
      const id = newId()
      await db.evidence.create({
        data: {
          ...{ id, requestId: review.id, status, version: madeAt, goldenThread: 'K2', kind: 'strength' },
          ...{ sourceKind: 'interview', text: 'Staff described the same plan.', authorId: review.reviewer.id },
          ...{ clientKey: newId(), writtenAt: at, loggedAt: at },
        },
      })
      return { id, ref: id }
    },
    moves: {
      logged: { begins: logged },
      edited: {
        press: ({ id }, version, who) =>
          editEvidence(as(who), id, {
            ...{ version, place: 'K2', kind: 'area', sourceKind: 'data', source: 'kind:data' },
            text: `As the ${who} has it: the desk was busy.`,
          }),
      },
      'set-aside': {
        press: ({ id }, version, who) => setEvidenceAside(as(who), id, { version, reasons: `Says the ${who}.` }),
      },
      restored: { press: ({ id }, version, who) => restoreEvidence(as(who), id, version) },
    },
  }
  return driver
}

/** What the two co-leads of Lambeth's review find; it rests on sources that were typed before evidence was kept, and on an entry. */
export const findingDriver: MakeDriver<FindingStatus, FindingEvent> = async (database) => {
  const { db } = database.ctx()
  const review = await visit(database, 'lambeth')
  const as = coLeadOf(database, review)
  const words = { kind: 'strength' as const, title: 'Plans', whyDespite: '', whyNoChildren: 'None was there.' }
  const driver: Driver<FindingStatus, FindingEvent> = {
    life: findingLife,
    kind: 'finding',
    make: async (status) => {
      const id = newId()
      const evidenceId = await makeEntry(as('first'), review.ref, { place: 'K2' })
      const at = database.ctx().clock.now()
      const position = 1 + (await db.finding.count({ where: { requestId: review.id } }))
      const [first, second] = review.coLeads
      await db.finding.create({
        data: {
          ...{ ...words, id, requestId: review.id, goldenThread: 'K2', position, status, version: madeAt },
          ...{ text: 'Every plan is the child’s own.', earlierSources: ['Interviews', 'Case audits'] },
          ...{ draftedById: first.id, draftedAt: at, entries: { create: { evidenceId, isAgainst: false } } },
          agreements:
            status === 'agreed'
              ? { create: [first, second].map(({ id: personId }) => ({ edition: 1, personId, agreedAt: at })) }
              : {},
        },
      })
      return { id, ref: id }
    },
    moves: {
      drafted: {
        begins: async () => {
          const text = 'Every plan is the child’s own.'
          const input = { ...words, place: 'K2', text, entries: [], against: [] }
          const { id } = value(await draftFinding(as('first'), review.ref, input))
          return { id, ref: id }
        },
      },
      changed: {
        press: ({ id }, version, who) =>
          changeFinding(as(who), id, {
            ...{ ...words, version, place: 'K2', text: `As the ${who} has it.`, entries: [], against: [] },
          }),
      },
      // One co-lead agrees to an edition, whatever another does meanwhile: it has no version, and no loser.
      agreed: {
        happens: async ({ id }) => value(await agreeFinding(as('first'), review.ref, id, { edition: 1 })),
      },
      unsettled: {
        happens: async ({ id }) => {
          const { evidenceId } = await db.evidenceOfFinding.findFirstOrThrow({ where: { findingId: id } })
          await setEvidenceAside(as('first'), evidenceId, { version: 1, reasons: 'Heard from somebody else.' })
        },
      },
      dropped: {
        press: ({ id }, version, who) => dropFinding(as(who), id, { version, reasons: `Says the ${who}.` }),
      },
    },
  }
  return driver
}
