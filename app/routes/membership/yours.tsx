import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { InvoiceeFields } from '#app/components/memberships/invoicee-fields.tsx'
import { MembershipCard } from '#app/components/memberships/membership-card.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  askToJoin,
  askToJoinSchema,
  askToRenew,
  endMembership,
  invoiceeSchema,
  leaveSchema,
  nameInvoicee,
  renewSchema,
  withdrawRequest,
  withdrawSchema,
  yourMemberships,
} from '#services/memberships/index.ts'

export const meta = () => pageTitle('Your membership')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await yourMemberships(await requireActor(args)))

const which = { membershipId: z.uuid({ error: 'Open the page again and try once more' }) }
const forms = z.discriminatedUnion('intent', [
  askToJoinSchema.extend({ intent: z.literal('ask') }),
  renewSchema.extend({ intent: z.literal('renew'), ...which }),
  leaveSchema.extend({ intent: z.literal('leave'), ...which }),
  withdrawSchema.extend({ intent: z.literal('withdraw'), ...which }),
  invoiceeSchema.extend({ intent: z.literal('invoicee'), ...which }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const to = '/membership/yours'
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'ask':
      return respond(args, await once(ctx, form.key, (ctx) => askToJoin(ctx, value)), {
        form,
        to,
        notice: {
          sent: 'Your request is sent',
          next: 'The association decides, and writes to you with the reason.',
        },
      })
    case 'renew':
      return respond(args, await once(ctx, form.key, (ctx) => askToRenew(ctx, value.membershipId, value)), {
        form,
        to,
        notice: ({ endsOn }) => ({
          sent: 'The renewal is asked for',
          next: `The association sends the invoice; nothing is cut off meanwhile. This year runs until ${longDate(endsOn)}.`,
        }),
      })
    case 'leave':
      return respond(args, await once(ctx, form.key, (ctx) => endMembership(ctx, value.membershipId, value)), {
        form,
        to,
        notice: 'The membership has ended. You can ask to join again at any time.',
      })
    case 'invoicee':
      return respond(args, await once(ctx, form.key, (ctx) => nameInvoicee(ctx, value.membershipId, value)), {
        form,
        to,
        notice: 'Saved. The next invoice goes there.',
      })
    case 'withdraw':
      return respond(
        args,
        await once(ctx, form.key, (ctx) => withdrawRequest(ctx, { id: value.membershipId, version: value.version })),
        {
          form,
          to,
          notice: 'The request is taken back.',
        },
      )
  }
}

export default function YourMembership() {
  const { standing, memberships, mayAsk } = useLoaderData<typeof loader>()
  const renewForm = useForm({}, 'renew')
  const leaveForm = useForm({}, 'leave')
  const askForm = useForm({}, 'ask')
  const invoiceeForm = useForm({}, 'invoicee')
  const anyReply = renewForm.reply ?? leaveForm.reply ?? askForm.reply ?? invoiceeForm.reply
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={anyReply} />
        <h1 className="govuk-heading-l">Your membership</h1>
        <p className="govuk-body-l">{standing.sentence}</p>
        {memberships.map((membership) => (
          <MembershipCard key={membership.id} {...{ membership, renewForm, leaveForm, invoiceeForm }} />
        ))}
        {mayAsk.map(({ kind, yotCode, name }) => (
          <Details
            key={yotCode ?? 'own'}
            summary={kind === 'group' ? `Ask for a group membership of ${name}` : 'Ask for a membership of your own'}
            open={!standing.isMember && (kind === 'group' || mayAsk.length === 1)}
          >
            <PostForm intent="ask">
              <input type="hidden" name="kind" value={kind} />
              {yotCode !== null && <input type="hidden" name="yotCode" value={yotCode} />}
              <p className="govuk-body">
                {kind === 'group'
                  ? 'It covers every manager of the service. The association decides, and the invoice follows.'
                  : 'You pay it yourself, and it stays yours when you change jobs. The association decides, and the invoice follows.'}
              </p>
              <Input
                name="poReference"
                id={`ask-po-${yotCode ?? 'own'}`}
                label="Purchase order number (optional)"
                hint="If the invoice should carry one"
                className="govuk-input--width-20"
              />
              <InvoiceeFields suffix={yotCode ?? 'own'} />
              <Button preventDoubleClick>Ask to join</Button>
            </PostForm>
          </Details>
        ))}
        <p className="govuk-body">
          <a className="govuk-link" href="/membership">
            The rules of membership, and what it costs
          </a>
        </p>
      </div>
    </div>
  )
}
