import { randomUUID } from 'node:crypto'
import type { Basis, EngagementStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { sealText } from '#services/core/life/sealed-text.ts'
import { nextReference } from '#services/core/reference.ts'
import { type TermsParts, termsContent } from '#services/engagements/index.ts'
import { value } from './application.ts'

type EngagementTraits = {
  offeringId: string
  enquiryId?: string
  /** Whose work it is, and who answers there. */
  by: { yotCode: string; contactId: string } | { personId: string }
  host: { yotCode: string; contactId: string }
  deliverer: { id: string; name: string }
  basis?: Basis
  status?: EngagementStatus
}

/** Terms that lack nothing. */
export const wholeTerms = ({ id, name }: { id: string; name: string }): TermsParts => ({
  people: [{ personId: id, name }],
  work: 'A day with the team.',
  sessions: [],
  period: { from: '2026-01-05', to: '2026-01-06' },
  lines: [],
  expenses: 'None.',
  cancellation: null,
  documents: 'For the service.',
  data: 'None.',
  conflicts: '',
})

/** An engagement with terms that were sent, put straight into the tables as its use cases would. */
export const makeEngagement = async (
  ctx: Ctx,
  traits: EngagementTraits,
): Promise<{ id: string; ref: string; hash: string }> => {
  const { by, host, basis = 'in_kind', status = 'terms_proposed', deliverer } = traits
  const id = randomUUID()
  const ref = await nextReference(ctx, 'TE')
  await ctx.db.engagement.create({
    data: {
      id,
      ref,
      offeringId: traits.offeringId,
      enquiryId: traits.enquiryId ?? null,
      providerYotCode: 'yotCode' in by ? by.yotCode : null,
      providerPersonId: 'personId' in by ? by.personId : null,
      providerContactId: 'contactId' in by ? by.contactId : by.personId,
      hostYotCode: host.yotCode,
      hostContactId: host.contactId,
      title: 'Resettlement day',
      basis,
      status,
      totalPence: 0,
      createdAt: dateFromIso('2026-01-01'),
      people: { create: [{ personId: deliverer.id, role: 'delivers' }] },
    },
  })
  const content = termsContent(wholeTerms(deliverer), {
    basis,
    title: 'Resettlement day',
    provider: 'The provider',
    host: 'The host',
  })
  const { hash } = value(await sealText(ctx, { kind: 'engagement-terms', subjectId: id }, content, 0))
  return { id, ref, hash }
}
