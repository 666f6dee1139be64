import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { InvoiceeFields } from '#app/components/memberships/invoicee-fields.tsx'
import {
  invoiceeWords,
  invoiceWords,
  MembershipTag,
  paidWords,
  reasonItems,
} from '#app/components/memberships/membership-card.tsx'
import { ReceiptList } from '#app/components/memberships/receipt-list.tsx'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { money } from '#services/core/words.ts'
import {
  endMembership,
  findMember,
  invoicedSchema,
  invoiceeSchema,
  leaveSchema,
  leavingReasons,
  nameInvoicee,
  paymentSchema,
  recordInvoice,
  recordPayment,
} from '#services/memberships/index.ts'

export const meta = () => pageTitle('A membership')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const member = orThrow(await findMember(ctx, pathId(args, 'id')))
  return { ...member, why: member.leavingReason === null ? null : leavingReasons[member.leavingReason] }
}

const forms = z.discriminatedUnion('intent', [
  invoicedSchema.extend({ intent: z.literal('invoice') }),
  invoiceeSchema.extend({ intent: z.literal('invoicee') }),
  paymentSchema.extend({ intent: z.literal('pay') }),
  leaveSchema.extend({ intent: z.literal('end') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = pathId(args, 'id')
  const to = `/association/members/${id}`
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'invoice')
    return respond(args, await once(ctx, form.key, (ctx) => recordInvoice(ctx, id, value)), {
      form,
      to,
      notice: ({ feePence }) => `The invoice for ${money(feePence)} is recorded as sent, and they are told.`,
    })
  if (value.intent === 'invoicee')
    return respond(args, await once(ctx, form.key, (ctx) => nameInvoicee(ctx, id, value)), {
      form,
      to,
      notice: 'Whom to invoice is saved.',
    })
  if (value.intent === 'pay')
    return respond(args, await once(ctx, form.key, (ctx) => recordPayment(ctx, id, value)), {
      form,
      to,
      notice: ({ ref, endsOn }) =>
        `The payment is recorded. Receipt ${ref} is on their page, and they are told. The membership runs until ${longDate(endsOn)}.`,
    })
  return respond(args, await once(ctx, form.key, (ctx) => endMembership(ctx, id, value)), {
    form,
    to,
    notice: ({ payerName }) => `The membership of ${payerName} has ended, and they are told.`,
  })
}

export default function Member() {
  const member = useLoaderData<typeof loader>()
  const payForm = useForm({ poReference: member.poReference ?? '', invoiceReference: '' }, 'pay')
  const invoiceForm = useForm({}, 'invoice')
  const invoiceeForm = useForm({}, 'invoicee')
  const endForm = useForm({}, 'end')
  const { status, version } = member
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/association/members">Back to members</BackLink>
        <FormProblems reply={payForm.reply ?? invoiceForm.reply ?? invoiceeForm.reply ?? endForm.reply} />
        <span className="govuk-caption-l">
          {member.kind === 'group' ? 'Group membership' : 'Individual membership'}
        </span>
        <h1 className="govuk-heading-l">{member.payerName}</h1>
        <SummaryList
          rows={[
            { key: 'Status', value: <MembershipTag status={status} /> },
            ...(member.requestedBy && member.requestedOn
              ? [{ key: 'Asked for', value: `By ${member.requestedBy} on ${longDate(member.requestedOn)}` }]
              : []),
            ...(member.decisionReason ? [{ key: 'Decision', value: member.decisionReason }] : []),
            ...(status === 'applied'
              ? []
              : [{ key: 'Year', value: `${longDate(member.startsOn)} to ${longDate(member.endsOn)}` }]),
            { key: 'Fee', value: money(member.feePence) },
            { key: 'Payment', value: paidWords(member.isPaid, member.paidOn) },
            { key: 'Purchase order', value: member.poReference ?? 'None' },
            { key: 'Invoice', value: invoiceWords(member) },
            { key: 'Invoice goes to', value: invoiceeWords(member) },
            ...(member.renewalAskedOn
              ? [
                  {
                    key: 'Renewal',
                    value: `Asked for on ${longDate(member.renewalAskedOn)}${member.invoicedOn === null ? ': send the invoice' : ''}`,
                  },
                ]
              : []),
            ...(member.endedOn ? [{ key: 'Ended', value: longDate(member.endedOn) }] : []),
            ...(member.why ? [{ key: 'Why', value: member.why }] : []),
            ...(member.receipts.length > 0
              ? [
                  {
                    key: 'Receipts',
                    value: <ReceiptList receipts={member.receipts} pageOf={(ref) => `/membership/receipts/${ref}`} />,
                  },
                ]
              : []),
          ]}
        />
        {member.mayDecide && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/association/members/requests/${member.id}`}>
              Decide on this request
            </a>
          </p>
        )}
        {member.mayInvoice && (
          <>
            <h2 className="govuk-heading-m">
              {member.invoicedOn === null ? 'Send the invoice' : 'Send the invoice again'}
            </h2>
            <p className="govuk-body">
              Your accounts make the invoice and give it its number.{' '}
              <a className="govuk-link" href={`/membership/particulars/${member.id}`}>
                Its particulars, to print
              </a>
              . Once it has gone, say so here: they are told, and the sum stays as it was asked.
            </p>
            <PostForm intent="invoice" version={version}>
              <DateInput {...invoiceForm.date('invoicedOn')} legend="When was it sent?" />
              <Input
                {...invoiceForm.text('invoiceReference')}
                id="sent-invoice"
                label="Its number"
                className="govuk-input--width-20"
              />
              <Button variant="secondary" preventDoubleClick>
                Record that the invoice is sent
              </Button>
            </PostForm>
          </>
        )}
        {member.mayPay && (
          <>
            <h2 className="govuk-heading-m">Record a payment</h2>
            <p className="govuk-body">
              {member.isPaid === false && status !== 'lapsed'
                ? 'It pays for the year under way if that is still running, else for the next.'
                : 'It pays for the next year.'}{' '}
              They are sent a receipt.
            </p>
            <PostForm intent="pay" version={version}>
              <DateInput {...payForm.date('paidOn')} legend="When was it paid?" />
              <Input
                {...payForm.text('invoiceReference')}
                label="Invoice number, if it is another (optional)"
                className="govuk-input--width-20"
              />
              <Input
                {...payForm.text('poReference')}
                label="Purchase order number (optional)"
                className="govuk-input--width-20"
              />
              <Button preventDoubleClick>Record the payment</Button>
            </PostForm>
          </>
        )}
        {member.mayInvoice && (
          <Details summary="Change whom to invoice" open={invoiceeForm.isTyped}>
            <PostForm intent="invoicee" version={version}>
              <InvoiceeFields of={member} form={invoiceeForm.isTyped ? invoiceeForm : undefined} suffix="member" />
              <Button variant="secondary" preventDoubleClick>
                Save whom to invoice
              </Button>
            </PostForm>
          </Details>
        )}
        {member.mayEnd && (
          <Details summary="End this membership" open={endForm.isTyped}>
            <PostForm intent="end" version={version}>
              <Radios {...endForm.text('reason')} legend="Why did they leave?" items={reasonItems} />
              <Button variant="warning" preventDoubleClick>
                End the membership today
              </Button>
            </PostForm>
          </Details>
        )}
      </div>
    </div>
  )
}
