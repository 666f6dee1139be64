import type { Prisma } from '#prisma/generated/client.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { besideRoles } from '#services/reviews/case/beside.ts'
import { holdersToday, type PostHolder } from '#services/yots/index.ts'
import type { Draft } from './completeness.ts'
import { tables } from './tables.ts'

const select = {
  id: true,
  ref: true,
  version: true,
  status: true,
  yotCode: true,
  yot: { select: { name: true } },
  purpose: true,
  sponsorName: true,
  sponsorRole: true,
  sponsorAddress: true,
  sponsorSignedOn: true,
  leadOfficerId: true,
  leadOfficer: { select: { name: true } },
  requestedBy: { select: { name: true } },
  mode: true,
  days: true,
  travelPaidBy: true,
  isNeighbourSensitive: true,
  observersWanted: true,
  facilitatorsWanted: true,
  traineesWanted: true,
  submittedAt: true,
  kloes: {
    orderBy: { position: 'asc' },
    select: {
      id: true,
      position: true,
      question: true,
      themes: { select: { themeCode: true, theme: { select: { name: true } } }, orderBy: { themeCode: 'asc' } },
    },
  },
  windows: { orderBy: { startsOn: 'asc' }, select: { id: true, startsOn: true, endsOn: true } },
} satisfies Prisma.ReviewRequestSelect

const isoOrNull = (date: Date | null) => (date ? isoFromDate(date) : null)

/** What a request says, whole. `holders` are those who could arrange it. For callers who have asked who may read it. */
export const readRequest = async (ctx: Ctx, id: string) => {
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({ where: { id }, select })
  const { yot, leadOfficer, requestedBy, kloes, windows, sponsorSignedOn, submittedAt, ...more } = row
  const { observersWanted, facilitatorsWanted, traineesWanted, ...rest } = more
  const wanted = { facilitator: facilitatorsWanted, observer: observersWanted, trainee: traineesWanted }
  return {
    ...rest,
    /** Places beside the team that are asked for. */
    places: besideRoles.filter((role) => wanted[role] > 0),
    yotName: yot.name,
    leadOfficerName: leadOfficer.name,
    requestedByName: requestedBy.name,
    sponsorSignedOn: isoOrNull(sponsorSignedOn),
    submittedOn: isoOrNull(submittedAt),
    kloes: kloes.map(({ themes, ...kloe }) => ({
      ...kloe,
      themes: themes.map(({ themeCode, theme }) => ({ code: themeCode, name: theme.name })),
    })),
    windows: windows.map((window) => ({
      id: window.id,
      startsOn: isoFromDate(window.startsOn),
      endsOn: isoFromDate(window.endsOn),
    })),
  }
}

export type RequestText = Awaited<ReturnType<typeof readRequest>>

/** A request as the rules of completeness look at it. */
const draftOf = (request: RequestText, holders: readonly PostHolder[]): Draft => ({
  ...request,
  leadOfficerHoldsPost: holders.some(({ personId }) => personId === request.leadOfficerId),
  kloes: request.kloes.map(({ position, question, themes }) => ({
    position,
    question,
    themes: themes.map(({ code }) => code),
  })),
})

/** A request that is being written, and who could arrange it. */
export const readDraft = async (ctx: Ctx, id: string) => {
  const request = await readRequest(ctx, id)
  const holders = await holdersToday(ctx, request.yotCode)
  return { request, holders, draft: draftOf(request, holders) }
}
