import { checkPeople, verdictOf } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { type LetterKind, tell } from '#services/notifications/index.ts'
import { officersOf } from '#services/yots/index.ts'
import type { Letter } from './letters.ts'
import { caseOf } from './policy.ts'

/** One letter to one person, once for each occasion; nobody is written to about what they did themselves. */
export const tellPerson = async (
  ctx: Ctx,
  applicationId: string,
  occasion: string,
  personId: string,
  letter: Letter,
  kind: LetterKind<'application'> = 'decision',
): Promise<void> => {
  const about = { kind: 'application' as const, id: applicationId, case: caseOf(applicationId) }
  await tell(ctx, { people: [personId], about, occasion, kind, letter })
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
      await tellPerson(ctx, applicationId, occasion, personId, letter, 'ask')
    }
  }
}
