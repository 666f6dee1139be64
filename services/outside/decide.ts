import type { z } from 'zod'
import { bringInPerson } from '#services/accounts/index.ts'
import { dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { longDate, money } from '#services/core/words.ts'
import { yearFrom } from '#services/memberships/index.ts'
import { outsideFee } from './ask.ts'
import { type OutsideRow, outsideProviders } from './providers.ts'
import type { decideSchema } from './schema.ts'
import { tellSpeaker } from './tell-speaker.ts'

/** What stands in the way of approving a provider, in sentences; empty where nothing does. */
export const notYet = (row: OutsideRow, actorId: string | null, today: string): string[] => [
  ...(row.numberSeenOn === null ? ['Its number has not been looked up.'] : []),
  ...(row.wordOneOn === null || row.wordTwoOn === null
    ? ['The two who speak of its work have not both been heard.']
    : []),
  ...(row.insuranceSeenUntil === null || isoFromDate(row.insuranceSeenUntil) < today
    ? ['Insurance in force has not been seen.']
    : []),
  ...(row.isSupported === null ? ['The assessor has not said what they think.'] : []),
  ...(row.isSupported === false ? ['The assessor is against it, so it can only be declined.'] : []),
  ...(row.assessorId !== null && row.assessorId === actorId
    ? ['You are its assessor, so another administrator decides.']
    : []),
]

const approve = async (ctx: Ctx, row: OutsideRow) => {
  const lacks = notYet(row, ctx.actor.personId, ctx.clock.today())
  if (lacks.length > 0) return refused(lacks.join(' '))
  const person = await bringInPerson(ctx, { name: row.contactName, address: row.contactAddress })
  // The form has no such field: what stands in the way is said instead.
  if (!person.ok && person.problem.kind === 'invalid') return refused(Object.values(person.problem.fields).join(' '))
  if (!person.ok) return person
  const feePence = await outsideFee(ctx)
  const approvedUntil = yearFrom(ctx.clock.today())
  return ok({ contactId: person.value.personId, feePence, approvedUntil })
}

/**
 * Decides on a request, with reasons that are sent. Approved: whoever speaks for it becomes a person of the exchange, or is found by
 * their address, and owes the fee of a year. Refused while a check lacks, against the assessor's view, and to the assessor themselves.
 */
export const decideOnProvider = (
  ctx: Ctx,
  ref: string,
  { version, decision, reasons }: z.output<typeof decideSchema>,
): Promise<Result<{ ref: string; decision: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: decision },
    async (ctx, { row, move }) => {
      const decided = { decidedById: ctx.actor.personId, decidedAt: ctx.clock.now(), decisionReasons: reasons }
      const approval = decision === 'approved' ? await approve(ctx, row) : ok(null)
      if (!approval.ok) return approval
      const { value } = approval
      const moved = await move({
        note: reasons,
        data:
          value === null
            ? decided
            : {
                ...decided,
                contactId: value.contactId,
                feePence: value.feePence,
                approvedUntil: dateFromIso(value.approvedUntil),
              },
      })
      if (!moved.ok) return moved
      if (value !== null)
        await tellSpeaker(
          ctx,
          { ...row, contactId: value.contactId },
          {
            occasion: 'approved',
            subject: `${row.name} is approved as an outside provider (${ref})`,
            lines: [
              `The association has approved ${row.name} until ${longDate(value.approvedUntil)}. What it says: ${reasons}`,
              `The fee is ${money(value.feePence)} for the year; an invoice follows. Once it is paid you can publish what you offer; drafts you can write now.`,
              'Sign in with this e-mail address; there is no password to remember.',
            ],
            text: 'See your page',
          },
        )
      else
        await tellSpeaker(ctx, row, {
          occasion: decision,
          subject:
            decision === 'declined'
              ? `${row.name} is not approved (${ref})`
              : `What you asked for ${row.name} is taken back (${ref})`,
          lines:
            decision === 'declined'
              ? [
                  `The association has not approved ${row.name} as an outside provider. The reasons: ${reasons}`,
                  'You owe nothing. What stood in the way can be mended, and you can ask anew.',
                ]
              : [
                  `We noted that you took back what you asked for ${row.name}. ${reasons}`,
                  'You owe nothing, and can ask anew.',
                ],
          text: 'What an outside provider is',
        })
      return ok({ ref, decision })
    },
    (row) => (row.decisionReasons === reasons && row.status === decision ? { ref, decision } : null),
  )
