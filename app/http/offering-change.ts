import type { z } from 'zod'
import type { Ctx } from '#services/core/context.ts'
import { invalid } from '#services/core/result.ts'
import { changeEdition, changeEditionFields, isAskedWhatChanged } from '#services/courses/index.ts'
import { changeOffering, changeOfferingSchema } from '#services/offerings/index.ts'

/** An offering's form, with what its change means for the course. */
export const offeringChangeSchema = changeOfferingSchema.safeExtend(changeEditionFields)

/** The offering, and what its change means for the course, or neither. */
export const changeWithEdition = async (
  ctx: Ctx,
  slug: string,
  { changes, whatChanged, ...input }: z.output<typeof offeringChangeSchema>,
) => {
  const isAsked = await isAskedWhatChanged(ctx, slug)
  if (isAsked && changes === undefined) return invalid({ changes: 'Say what it changes in the course' })
  if (isAsked && changes !== 'nothing' && whatChanged === '') return invalid({ whatChanged: 'Say what changed' })
  const changed = await changeOffering(ctx, slug, input)
  if (!changed.ok || !isAsked || changes === 'nothing') return changed
  const edition = await changeEdition(ctx, changed.value.slug, {
    isSubstance: changes === 'substance',
    words: whatChanged,
  })
  return edition.ok ? changed : edition
}
