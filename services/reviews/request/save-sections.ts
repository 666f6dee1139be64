import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok } from '#services/core/result.ts'
import type { BesideRole } from '#services/reviews/case/beside.ts'
import type {
  Input,
  leadOfficerSchema,
  placesSchema,
  purposeSchema,
  sponsorSchema,
  visitSchema,
} from '#services/reviews/case/schema.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { workingDaysIn } from '#services/reviews/case/windows.ts'
import { holdersToday } from '#services/yots/index.ts'
import { changeDraft } from './change-draft.ts'

/** Saves what the service wants help with. */
export const savePurpose = (ctx: Ctx, input: Input<typeof purposeSchema>) =>
  changeDraft(ctx, input, 'purpose', async (ctx, { id }) =>
    ok(await tables(ctx).reviewRequest.update({ where: { id }, data: { purpose: input.purpose } })),
  )

/** Saves who sponsors the review. They are asked by link, once the request is sent, whether they agree. */
export const saveSponsor = (ctx: Ctx, input: Input<typeof sponsorSchema>) =>
  changeDraft(ctx, input, 'sponsor', async (ctx, { id }) => {
    const { sponsorName, sponsorRole, sponsorAddress } = input
    const data = { sponsorName, sponsorRole, sponsorAddress, sponsorSignedOn: null }
    return ok(await tables(ctx).reviewRequest.update({ where: { id }, data }))
  })

/** Saves who arranges it: somebody who holds a post in the service today. */
export const saveLeadOfficer = (ctx: Ctx, input: Input<typeof leadOfficerSchema>) =>
  changeDraft(ctx, input, 'lead-officer', async (ctx, { id, yotCode }) => {
    const holders = await holdersToday(ctx, yotCode)
    if (!holders.some(({ personId }) => personId === input.leadOfficerId)) {
      return invalid({ leadOfficerId: 'Choose somebody who holds a post in your service' })
    }
    const data = { leadOfficerId: input.leadOfficerId }
    return ok(await tables(ctx).reviewRequest.update({ where: { id }, data }))
  })

/** Saves how and for how long the team comes. Dates already given must still be long enough. */
export const saveVisit = (ctx: Ctx, input: Input<typeof visitSchema>) =>
  changeDraft(ctx, input, 'visit', async (ctx, { id }) => {
    const windows = await tables(ctx).candidateWindow.findMany({ where: { requestId: id } })
    const isTooShort = windows.some(
      ({ startsOn, endsOn }) =>
        workingDaysIn({ startsOn: isoFromDate(startsOn), endsOn: isoFromDate(endsOn) }) < input.days,
    )
    if (isTooShort) {
      return invalid({
        days: `Some of the dates you gave are shorter than ${input.days} working days: change them first`,
      })
    }
    const { mode, days, travelPaidBy } = input
    return ok(await tables(ctx).reviewRequest.update({ where: { id }, data: { mode, days, travelPaidBy } }))
  })

/** Saves which places there are beside the team. They are filled, when a team is proposed, from those who hold the rung. */
export const savePlaces = (ctx: Ctx, input: Input<typeof placesSchema>) =>
  changeDraft(ctx, input, 'places', async (ctx, { id }) => {
    const wanted = (role: BesideRole) => (input.places.includes(role) ? 1 : 0)
    const data = {
      facilitatorsWanted: wanted('facilitator'),
      observersWanted: wanted('observer'),
      traineesWanted: wanted('trainee'),
    }
    return ok(await tables(ctx).reviewRequest.update({ where: { id }, data }))
  })
