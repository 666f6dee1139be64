import { asActor } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Result } from '#services/core/result.ts'
import { finaliseReport, giveComments, readThrough, reportPage, sendForAccuracy } from '#services/reports/index.ts'
import { noteAgreedPlaces } from '#services/reviews/index.ts'
import { type FieldReview, type makeFieldPeople, makeFieldReview } from '#tests/factories/fieldwork.ts'

/** The value of what a test needs to succeed. */
export const got = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

/** Findings agreed under every place, as they were written before evidence was kept. */
export const makeFindings = async (ctx: Ctx, requestId: string): Promise<void> => {
  const { db } = ctx
  const [kloes, seat] = await Promise.all([
    db.kloe.findMany({ where: { requestId } }),
    db.seat.findFirstOrThrow({ where: { requestId, role: 'co_lead' } }),
  ])
  const draftedById = seat.personId ?? ''
  const told = [
    ...kloes.flatMap(({ id, position }) => [
      { kloeId: id, kind: 'strength' as const, text: `Matter ${position} is planned early.` },
      { kloeId: id, kind: 'area' as const, text: `Say what came of matter ${position}.\nTell the board.` },
    ]),
    ...['K2', 'K3'].map((goldenThread) => ({
      goldenThread,
      kind: 'strength' as const,
      text: `Strong on ${goldenThread}.`,
    })),
  ]
  const at = ctx.clock.now()
  for (const [index, finding] of told.entries()) {
    const { id } = await db.finding.create({
      data: {
        requestId,
        ...finding,
        position: index + 1,
        status: 'agreed',
        version: 2,
        title: '',
        earlierSources: ['Interviews', 'Case audits'],
        draftedById,
        draftedAt: at,
        agreements: { create: { edition: 1, personId: draftedById, agreedAt: at } },
      },
      select: { id: true },
    })
    const move = { subjectKind: 'finding', subjectId: id, happenedOn: at, movedAt: at, movedBy: 'A co-lead' }
    await db.move.createMany({
      data: [
        { ...move, event: 'drafted', from: null, to: 'draft', version: 1 },
        { ...move, event: 'agreed', from: 'draft', to: 'agreed', version: 2 },
      ],
    })
  }
  await noteAgreedPlaces(ctx, requestId, [...kloes.map(({ id }) => id), 'K2', 'K3'].sort())
}

type Stage = 'drafting' | 'with_host' | 'answering' | 'final'

/**
 * A review whose feedback was presented, its report brought by its own people to where it is asked for. The state stands as
 * the moves left it, so that `db verify` finds nothing.
 */
export const makeReported = async (
  ctx: Ctx,
  people: Awaited<ReturnType<typeof makeFieldPeople>>,
  { yotCode, stage = 'drafting' }: { yotCode: string; stage?: Stage },
): Promise<FieldReview> => {
  const review = await makeFieldReview(ctx, people, { yotCode, status: 'presented' })
  const { id, ref, coLeads, head } = review
  await ctx.db.move.create({
    data: {
      subjectKind: 'review_request',
      subjectId: id,
      event: 'presented',
      from: 'on_site',
      to: 'presented',
      happenedOn: dateFromIso(ctx.clock.today()),
      movedAt: ctx.clock.now(),
      movedById: coLeads[0].id,
      movedBy: coLeads[0].name,
      version: 1,
    },
  })
  await makeFindings(ctx, id)
  const as = (person: { actor: Ctx['actor'] }) => asActor(ctx, person.actor)
  const page = async () => got(await reportPage(as(coLeads[0]), ref))
  await page()
  if (stage === 'drafting') return review
  const { hash } = (await got(await reportPage(as(coLeads[1]), ref))).reading ?? { hash: '' }
  got(await readThrough(as(coLeads[1]), ref, { hash }))
  got(await sendForAccuracy(as(coLeads[0]), ref, { version: (await page()).version }))
  if (stage === 'with_host') return review
  got(await giveComments(as(head), ref, { version: (await page()).version }))
  if (stage === 'answering') return review
  got(await finaliseReport(as(coLeads[0]), ref, { version: (await page()).version }))
  return review
}
