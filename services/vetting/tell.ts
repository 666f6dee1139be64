import { primaryAddress } from '#services/accounts/primary-address.ts'
import { checkPeople, verdictOf } from '#services/conflicts/check-people.ts'
import type { Ctx } from '#services/core/context.ts'
import { mail } from '#services/notifications/mail.ts'
import { officersOf } from '#services/yots/officers.ts'
import type { Letter } from './letters.ts'
import { caseOf } from './policy.ts'

/** One letter to one person, once for each occasion; nobody is written to about what they did themselves. */
export const tellPerson = async (
  ctx: Ctx,
  applicationId: string,
  occasion: string,
  personId: string,
  letter: Letter,
): Promise<void> => {
  const to = await primaryAddress(ctx, personId)
  if (!to) return
  await mail(ctx, {
    key: `application:${applicationId}:${occasion}:${personId}`,
    case: caseOf(applicationId),
    to,
    ...letter,
  })
}

/** The same letter to every administrator who may know of the application, checked now: a blocked one hears nothing. */
export const tellAdministrators = async (
  ctx: Ctx,
  applicationId: string,
  occasion: string,
  letter: Letter,
): Promise<void> => {
  const officers = await officersOf(ctx, 'administrator')
  const personIds = [...new Set(officers.map(({ personId }) => personId))]
  const found = await checkPeople(ctx, {
    case: caseOf(applicationId),
    activity: 'deciding',
    personIds,
    moment: 'change',
  })
  for (const personId of personIds) {
    const conflicts = found.get(personId)
    if (conflicts && verdictOf(conflicts) !== 'blocked') {
      await tellPerson(ctx, applicationId, occasion, personId, letter)
    }
  }
}
