import { randomUUID } from 'node:crypto'
import type { ReviewStatus, SeatRole, SourceKind } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { logEvidence } from '#services/fieldwork/index.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeBank, makeHost, makeReview, makeTeam } from '#tests/factories/review.ts'

/** A review at work: its service's head, two co-leads, a reviewer, an observer, whoever looks after it. */
export type FieldReview = {
  id: string
  ref: string
  head: MadePerson
  coLeads: [MadePerson, MadePerson]
  reviewer: MadePerson
  observer: MadePerson
  coordinator: MadePerson
}

/** A bank for several reviews, and the coordinator who looks after them. */
export const makeFieldPeople = async (ctx: Ctx) => ({
  bank: await makeBank(ctx, 4),
  coordinator: await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] }),
})

/** A review with its team, in the state asked for; the fourth of the team observes. */
export const makeFieldReview = async (
  ctx: Ctx,
  people: Awaited<ReturnType<typeof makeFieldPeople>>,
  { yotCode, status = 'on_site' }: { yotCode: string; status?: ReviewStatus },
): Promise<FieldReview> => {
  const head = await makeHost(ctx, yotCode)
  const { bank, coordinator } = people
  const review = await makeReview(ctx, { yotCode, requestedById: head.id, status, caseHolderId: coordinator.id })
  await makeTeam(ctx, review.id, bank)
  await ctx.db.seat.updateMany({
    where: { requestId: review.id, position: 4 },
    data: { role: 'observer' satisfies SeatRole },
  })
  const [first, second, reviewer, observer] = bank
  if (!first || !second || !reviewer || !observer) throw new Error('No team')
  return { ...review, head, coLeads: [first, second], reviewer, observer, coordinator }
}

type EntryTraits = {
  place?: string
  kind?: 'strength' | 'area' | 'question'
  source?: string
  text?: string
  clientKey?: string
}

/** Logs an entry as whoever `ctx` is; gives its id. */
export const makeEntry = async (ctx: Ctx, ref: string, traits: EntryTraits = {}): Promise<string> => {
  const { place = '1', kind = 'strength', source = 'kind:interview', clientKey = randomUUID() } = traits
  const text = traits.text ?? 'Staff described the same plan without being asked.'
  const logged = await logEvidence(ctx, ref, { place, kind, source, text, clientKey, writtenAt: undefined })
  if (!logged.ok) throw new Error(JSON.stringify(logged.problem))
  return logged.value.id
}

/** A session of the programme, written straight to its table; gives its id. */
export const makeSession = async (
  ctx: Ctx,
  requestId: string,
  { with: whom = 'Case managers', groupKey = 'case managers', sourceKind = 'focus_group' as SourceKind } = {},
): Promise<string> => {
  const row = await ctx.db.programmeSession.create({
    data: {
      requestId,
      day: new Date('2026-06-02T00:00:00Z'),
      startsAt: 570,
      endsAt: 630,
      room: 'Room 1',
      title: 'How plans are made',
      with: whom,
      groupKey,
      sourceKind,
    },
    select: { id: true },
  })
  return row.id
}
