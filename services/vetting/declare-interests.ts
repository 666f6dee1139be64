import { z } from 'zod'
import { declareYearly, type InterestInput, interestKinds } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { lifetime, typedDay } from '#services/core/day.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { versionField } from '#services/core/whole-number.ts'
import { guarded } from '#services/documents/index.ts'
import { resolveYot, yotRegister } from '#services/yots/index.ts'
import { changeDraft } from './change-draft.ts'

export const declareSchema = z
  .object({
    version: versionField,
    /** `complete`: what was declared before is right and all there is. */
    answer: z.enum(['nil', 'complete', 'add'], { error: 'Say whether you have anything to declare' }),
    kind: z.enum(interestKinds, { error: 'Choose what kind of interest it is' }).optional(),
    with: z.string().trim().max(200, 'Keep the name to 200 characters').optional(),
    from: typedDay('Enter the first day, like 27 3 2024', lifetime).optional(),
    until: typedDay('Enter the last day, like 27 3 2026', lifetime).optional(),
    note: guarded(z.string().trim().max(1000, 'Keep it to 1,000 characters')).optional(),
  })
  .check(({ value, issues }) => {
    const missing = (path: string, message: string) =>
      issues.push({ code: 'custom', path: [path], message, input: value })
    if (value.answer !== 'add') {
      if (value.kind !== undefined || value.with !== undefined) {
        missing('answer', 'You described an interest: choose that you have one to declare, or empty the boxes')
      }
      return
    }
    if (value.kind === undefined) missing('kind', 'Choose what kind of interest it is')
    if (value.with === undefined) missing('with', 'Enter who it is with')
    if (value.from !== undefined && value.until !== undefined && value.until < value.from) {
      missing('until', 'The last day must not be before the first')
    }
  })
export type DeclareInput = z.output<typeof declareSchema>

/** A name of the register is a service; any other stays the name it is. */
const partyOf = async (ctx: Ctx, name: string): Promise<Pick<InterestInput, 'yotCode' | 'organisation'>> => {
  const match = resolveYot((await yotRegister(ctx)).register, name)
  return match.kind === 'exact' ? { yotCode: match.code } : { organisation: name }
}

/**
 * The applicant's yearly declaration of interests, made from the application: nothing, what was declared before, or one
 * more. It is the same declaration as everywhere else, and their open work is checked again.
 */
export const declareInterests = (ctx: Ctx, input: DeclareInput & { ref: string }): Promise<Result<{ ref: string }>> =>
  changeDraft(ctx, input, 'interests', async (ctx, { personId }) => {
    const known = await ctx.db.interest.count({ where: { personId, withdrawnAt: null } })
    if (input.answer === 'nil' && known > 0) {
      return invalid({ answer: 'You have declared interests, shown above. Say that they are all, or add another' })
    }
    const interests: InterestInput[] = []
    if (input.answer === 'add' && input.kind !== undefined && input.with !== undefined) {
      const { kind, from, until, note } = input
      interests.push({ kind, ...(await partyOf(ctx, input.with)), from, until, note })
    }
    const declared = await declareYearly(ctx, { isNil: input.answer === 'nil', interests })
    return declared.ok ? ok({}) : declared
  })
