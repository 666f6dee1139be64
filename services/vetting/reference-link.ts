import type { Application, Reference } from '#prisma/generated/client.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { hashOfLinkKey, repeatableLinkKey } from '#services/core/link-key.ts'
import { remind, tell } from '#services/notifications/index.ts'
import { refereeBy } from './clocks.ts'
import { type Letter, referenceLetter, referenceReminder } from './letters.ts'
import { caseOf } from './policy.ts'
import { tables } from './tables.ts'

/** The key in a referee's link: each issue has its own, so that asking somebody else ends the first one's link. */
const tokenFor = (ctx: Ctx, reference: { id: string; issue: number }): string =>
  repeatableLinkKey(ctx, `reference:${reference.id}:${reference.issue}`)

type Asked = Pick<Reference, 'id' | 'issue' | 'refereeName' | 'refereeEmail' | 'relation' | 'respondBy'>

/** Whom what concerns a reference goes to, and what it is about. */
const toReferee = (
  applicationId: string,
  reference: Pick<Asked, 'id' | 'issue' | 'refereeEmail'>,
  occasion: string,
) => ({
  people: [{ address: reference.refereeEmail, as: 'referee' }],
  about: { kind: 'reference' as const, id: reference.id, case: caseOf(applicationId) },
  occasion: `${reference.issue}:${occasion}`,
})

/** Reminds a referee of their link. `occasion` tells reminders apart. */
export const remindReferee = (
  ctx: Ctx,
  application: Pick<Application, 'id' | 'roleSought'>,
  applicant: string,
  reference: Asked,
  occasion: string,
): Promise<void> =>
  remind(ctx, {
    ...toReferee(application.id, reference, occasion),
    reminder: {
      ...referenceReminder(application, applicant),
      on: reference.respondBy ? isoFromDate(reference.respondBy) : ctx.clock.today(),
      path: `/references/${tokenFor(ctx, reference)}`,
    },
  })

/** Mails a referee their link as it stands; `occasion` says whether they are asked, or somebody asks them again. */
export const mailReferee = async (
  ctx: Ctx,
  application: Pick<Application, 'id' | 'ref' | 'roleSought'>,
  applicant: string,
  reference: Asked,
  occasion: string,
): Promise<void> => {
  const respondBy = reference.respondBy ? isoFromDate(reference.respondBy) : ctx.clock.today()
  const said: Letter = referenceLetter(application, {
    refereeName: reference.refereeName,
    relation: reference.relation,
    applicant,
    respondBy,
    path: `/references/${tokenFor(ctx, reference)}`,
  })
  await tell(ctx, {
    ...toReferee(application.id, reference, occasion),
    kind: 'ask',
    letter: said,
  })
}

/** Asks a referee, or asks again: a new link for the next 21 days, which ends any earlier one. Returns the last day. */
export const askReferee = async (
  ctx: Ctx,
  application: Pick<Application, 'id' | 'ref' | 'roleSought'>,
  applicant: string,
  reference: Pick<Reference, 'id' | 'issue'>,
): Promise<string> => {
  const issue = reference.issue + 1
  const respondBy = refereeBy(ctx.clock.today())
  const asked = await tables(ctx).reference.update({
    where: { id: reference.id },
    data: {
      issue,
      tokenHash: hashOfLinkKey(tokenFor(ctx, { id: reference.id, issue })),
      requestedAt: ctx.clock.now(),
      declinedAt: null,
      respondBy: dateFromIso(respondBy),
    },
  })
  await mailReferee(ctx, application, applicant, asked, 'asked')
  return respondBy
}
