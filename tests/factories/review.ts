import type { InvitationStatus, ReviewStatus } from '#prisma/generated/enums.ts'
import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { nextReference } from '#services/core/reference.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { type MadePerson, makePerson, type PersonTraits } from '#tests/factories/person.ts'

export type ReviewTraits = {
  yotCode: string
  requestedById: string
  leadOfficerId?: string
  status?: ReviewStatus
  caseHolderId?: string
  /** Themes of each key line of enquiry. */
  kloes?: string[][]
  /** First day of each window, in days from today; each window lasts three working days. */
  windowsInDays?: number[]
  objections?: string[]
  isNeighbourSensitive?: boolean
}

/** The next Monday on or after a day. */
const mondayFrom = (iso: string) => addDays(iso, (8 - dateFromIso(iso).getUTCDay()) % 7)

/** A review request that is complete, in the state asked for; written straight to the tables. */
export const makeReview = async (ctx: Ctx, traits: ReviewTraits): Promise<{ id: string; ref: string }> => {
  const { yotCode, requestedById, status = 'draft' } = traits
  const today = ctx.clock.today()
  const ref = await nextReference(ctx, 'PR')
  const now = ctx.clock.now()
  const windows = (traits.windowsInDays ?? [120]).map((days) => mondayFrom(addDays(today, days)))
  return ctx.db.reviewRequest.create({
    data: {
      ref,
      yotCode,
      requestedById,
      leadOfficerId: traits.leadOfficerId ?? requestedById,
      status,
      caseHolderId: traits.caseHolderId ?? null,
      purpose: 'To see how well we resettle children who come home from custody.',
      sponsorName: 'Dana Sponsor',
      sponsorRole: 'Director of children’s services',
      sponsorSignedOn: dateFromIso(addDays(today, -3)),
      travelPaidBy: 'host',
      isNeighbourSensitive: traits.isNeighbourSensitive ?? false,
      createdAt: now,
      submittedAt: status === 'draft' ? null : now,
      kloes: {
        create: (traits.kloes ?? [['G1'], ['A1']]).map((themes, index) => ({
          position: index + 1,
          question: `How good is our work on matter ${index + 1}?`,
          themes: { create: themes.map((themeCode) => ({ themeCode })) },
        })),
      },
      windows: {
        create: windows.map((startsOn) => ({
          startsOn: dateFromIso(startsOn),
          endsOn: dateFromIso(addDays(startsOn, 2)),
        })),
      },
      objections: { create: (traits.objections ?? []).map((personId) => ({ personId, createdAt: now })) },
    },
    select: { id: true, ref: true },
  })
}

/** Somebody who leads a service that is a member. */
export const makeHost = async (ctx: Ctx, yotCode: string, traits: PersonTraits = {}): Promise<MadePerson> => {
  if ((await ctx.db.membership.count({ where: { yotCode } })) === 0) await makeMembership(ctx, { yotCode })
  return makePerson(ctx, { ...traits, posts: [{ yotCode }, ...(traits.posts ?? [])] })
}

const homes = [
  'durham',
  'lancashire',
  'kent',
  'essex',
  'devon',
  'cardiff',
  'nottingham',
  'birmingham',
  'hackney',
  'dorset',
]

/**
 * A bank that can form teams for `makeReview`: `count` people from services of many regions, every third a co-lead, who
 * between them cover G1, A1 and both golden threads, each with this year's declaration.
 */
export const makeBank = async (ctx: Ctx, count = 10): Promise<MadePerson[]> => {
  const people: MadePerson[] = []
  for (let index = 0; index < count; index += 1) {
    const person = await makePerson(ctx, {
      name: `Reviewer ${index + 1}`,
      posts: [{ yotCode: homes[index % homes.length] ?? 'kent', level: 'second_tier' }],
      bank: {
        roles: index % 3 === 0 ? ['reviewer', 'co_lead'] : ['reviewer'],
        themes: { G1: 2, A1: 2, K2: 2, K3: 2 },
      },
    })
    await ctx.db.declaration.create({
      data: { personId: person.id, kind: 'annual', isNil: true, statedAt: ctx.clock.now() },
    })
    people.push(person)
  }
  return people
}

/** Seats these people in a team, each having said yes unless told otherwise; the first two as co-leads. Sets the first window's dates. */
export const makeTeam = async (
  ctx: Ctx,
  requestId: string,
  people: readonly { id: string }[],
  status: InvitationStatus = 'accepted',
): Promise<void> => {
  const window = await ctx.db.candidateWindow.findFirstOrThrow({ where: { requestId }, orderBy: { startsOn: 'asc' } })
  const { startsOn, endsOn } = window
  await ctx.db.reviewRequest.update({ where: { id: requestId }, data: { startsOn, endsOn } })
  for (const [index, { id: personId }] of people.entries()) {
    await ctx.db.seat.create({
      data: {
        requestId,
        position: index + 1,
        role: index < 2 ? 'co_lead' : 'reviewer',
        personId,
        invitations: {
          create: {
            personId,
            status,
            reasons: [],
            offeredAt: ctx.clock.now(),
            respondBy: dateFromIso(addDays(ctx.clock.today(), 14)),
          },
        },
      },
    })
  }
}
