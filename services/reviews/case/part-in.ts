import type { ReviewKind, ReviewStatus, SeatRole } from '#prisma/generated/enums.ts'
import { goldenThreads, themesByCode } from '#services/bank/index.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { findReview } from './find-review.ts'
import { hasPart, type WorkPart } from './kinds.ts'
import type { Side } from './lifecycle.ts'
import { lockReview } from './move-review.ts'
import type { Standing } from './policy.ts'
import { tables } from './tables.ts'
import { visitDays } from './visit-days.ts'

/** A review and the part the actor has in it, for rooms that keep what comes of it. Dates are ISO days. */
export type PartIn = {
  id: string
  ref: string
  kind: ReviewKind
  status: ReviewStatus
  version: number
  yotCode: string
  yotName: string
  startsOn: string | null
  endsOn: string | null
  standings: readonly Standing[]
  sides: readonly Side[]
  /** Their role in the team they said yes to; null for everybody else, and for whoever is blocked from the case. */
  teamRole: SeatRole | null
  /** They speak for the service or arrange the review there. */
  isHost: boolean
}

/** A review by its reference with the actor's part in it; null where they may not know of it. */
export const partIn = async (ctx: Ctx, ref: string): Promise<PartIn | null> => {
  const found = await findReview(ctx, ref)
  if (!found) return null
  const { facts, version, sides, standings } = found
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: facts.id },
    select: { startsOn: true, endsOn: true, arrivedOn: true, leftOn: true, yot: { select: { name: true } } },
  })
  const seat = facts.team.find(({ personId, hasAccepted }) => personId === ctx.actor.personId && hasAccepted)
  return {
    id: facts.id,
    ref,
    kind: facts.kind,
    status: facts.status,
    version,
    yotCode: facts.yotCode,
    yotName: row.yot.name,
    ...visitDays(row),
    standings,
    sides,
    teamRole: seat && standings.includes('team') ? (seat.role as SeatRole) : null,
    isHost: standings.includes('host'),
  }
}

/** Whether a review is of a kind that has a part of the work. */
export const reviewHas = async (ctx: Ctx, reviewId: string, part: WorkPart): Promise<boolean> => {
  const { kind } = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: reviewId },
    select: { kind: true },
  })
  return hasPart(kind, part)
}

/** Where something of a review belongs: a key line of enquiry or a golden thread. */
export type Place = {
  /** As URLs and forms say it: the position of a key line of enquiry, or the code of a thread. */
  key: string
  title: string
  kloeId: string | null
  goldenThread: string | null
}

/** The places of a review in their order: its key lines of enquiry, then the golden threads. */
export const placesOf = async (ctx: Ctx, reviewId: string): Promise<Place[]> => {
  const [kloes, themes] = await Promise.all([
    tables(ctx).kloe.findMany({ where: { requestId: reviewId }, orderBy: { position: 'asc' } }),
    themesByCode(ctx),
  ])
  return [
    ...kloes.map(({ id, position, question }) => ({
      key: String(position),
      title: `${position}. ${question}`,
      kloeId: id,
      goldenThread: null,
    })),
    ...goldenThreads.map((code) => ({
      key: code,
      title: themes.get(code)?.name ?? code,
      kloeId: null,
      goldenThread: code,
    })),
  ]
}

/** What a place is called in `agreedPlaces`. */
export const placeId = ({ kloeId, goldenThread }: Pick<Place, 'kloeId' | 'goldenThread'>): string =>
  kloeId ?? goldenThread ?? ''

/**
 * Says under which places of a review the team has agreed a finding, so that its guard `findings-complete` reads it from the
 * locked review. Call in the transaction that agrees or changes a finding, after `lockCase`.
 */
export const noteAgreedPlaces = async (ctx: Ctx, reviewId: string, places: readonly string[]): Promise<void> => {
  await tables(ctx).reviewRequest.update({ where: { id: reviewId }, data: { agreedPlaces: [...places] } })
}

/** Says until which day the host comments on the draft that was sent, so that the review names the same day as its report. An ISO day. */
export const noteCommentsBy = async (ctx: Ctx, reviewId: string, lastDay: string): Promise<void> => {
  await tables(ctx).reviewRequest.update({ where: { id: reviewId }, data: { commentsBy: dateFromIso(lastDay) } })
}

/** Locks a review until the transaction ends, and says where it stands. */
export const lockCase = async (ctx: Ctx, reviewId: string): Promise<ReviewStatus> =>
  (await lockReview(ctx, reviewId)).status

/** Everybody on a review's team now, having said yes, in the order of their places. */
export const teamOf = async (
  ctx: Ctx,
  reviewId: string,
): Promise<{ personId: string; name: string; role: SeatRole }[]> => {
  const rows = await tables(ctx).invitation.findMany({
    where: { status: 'accepted', seat: { requestId: reviewId } },
    orderBy: { seat: { position: 'asc' } },
    select: { personId: true, person: { select: { name: true } }, seat: { select: { role: true } } },
  })
  return rows.map(({ personId, person, seat }) => ({ personId, name: person.name, role: seat.role }))
}

/** The service's people in a review: who asked for it and who arranges it. */
export const hostOf = async (
  ctx: Ctx,
  reviewId: string,
): Promise<{ personId: string; name: string; words: string }[]> => {
  const { requestedBy, leadOfficer } = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: reviewId },
    select: {
      requestedBy: { select: { id: true, name: true } },
      leadOfficer: { select: { id: true, name: true } },
    },
  })
  const lead = { personId: leadOfficer.id, name: leadOfficer.name, words: 'Lead officer of the service' }
  if (requestedBy.id === leadOfficer.id) return [lead]
  return [{ personId: requestedBy.id, name: requestedBy.name, words: 'Asked for the review' }, lead]
}

/** The themes that a review's key lines of enquiry are about, each once, in the order of the questions. */
export const themesOf = async (ctx: Ctx, reviewId: string): Promise<{ code: string; name: string; says: string }[]> => {
  const [kloes, themes] = await Promise.all([
    tables(ctx).kloe.findMany({
      where: { requestId: reviewId },
      orderBy: { position: 'asc' },
      select: { themes: { select: { themeCode: true }, orderBy: { themeCode: 'asc' } } },
    }),
    themesByCode(ctx),
  ])
  const codes = [
    ...new Set([...kloes.flatMap((kloe) => kloe.themes.map(({ themeCode }) => themeCode)), ...goldenThreads]),
  ]
  return codes.map((code) => ({
    code,
    name: themes.get(code)?.name ?? code,
    says: themes.get(code)?.description ?? '',
  }))
}
