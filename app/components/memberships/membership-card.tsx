import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import { money } from '#services/core/words.ts'
import type { OwnMembership } from '#services/memberships/index.ts'
import { InvoiceeFields } from './invoicee-fields.tsx'
import { ReceiptList } from './receipt-list.tsx'

const statuses = {
  applied: { text: 'Asked for', colour: 'blue' },
  active: { text: 'In force', colour: 'green' },
  due: { text: 'Due for renewal', colour: 'orange' },
  lapsed: { text: 'Lapsed', colour: 'red' },
  ended: { text: 'Ended', colour: 'grey' },
} as const

export const MembershipTag = ({ status }: { status: OwnMembership['status'] }) => (
  <Tag colour={statuses[status].colour}>{statuses[status].text}</Tag>
)

/** What somebody asks for who would join. */
export const askedWords = (kind: OwnMembership['kind'] | null): string =>
  kind === null
    ? 'To apply to the bank, without a membership'
    : kind === 'group'
      ? 'Group membership'
      : 'Individual membership'

/** Whether and when a year is paid, in words. */
export const paidWords = (isPaid: boolean | null, paidOn: string | null): string => {
  if (paidOn !== null && isPaid !== false) return `Paid on ${longDate(paidOn)}`
  if (isPaid === null) return 'Not recorded'
  return isPaid ? 'Paid; the day is not recorded' : 'Not paid yet'
}

/** Reasons for leaving, for whoever ends a membership. */
export const reasonItems = [
  { value: 'new_job', label: 'A new job, or no longer in youth justice' },
  { value: 'retired', label: 'Retired' },
  { value: 'cost', label: 'The cost' },
  { value: 'not_used', label: 'Did not use it' },
  { value: 'service_merged', label: 'The service merged or closed' },
  { value: 'not_said', label: 'Prefer not to say' },
]

type Invoiced = Pick<
  OwnMembership,
  'invoiceReference' | 'invoicedOn' | 'invoicedPence' | 'invoiceName' | 'invoiceAddress'
>

/** The invoice of the open fee, or the number of the last one. */
export const invoiceWords = ({ invoiceReference, invoicedOn, invoicedPence }: Invoiced): string =>
  invoicedOn !== null && invoicedPence !== null
    ? `${invoiceReference} for ${money(invoicedPence)}, sent on ${longDate(invoicedOn)}`
    : (invoiceReference ?? 'None yet')

/** Whom the invoice goes to, line by line. */
export const invoiceeWords = ({ invoiceName, invoiceAddress }: Pick<Invoiced, 'invoiceName' | 'invoiceAddress'>) =>
  invoiceName === null && invoiceAddress === null ? (
    'Nobody is named yet'
  ) : (
    <span className="app-kept-line-breaks">{[invoiceName, invoiceAddress].filter(Boolean).join('\n')}</span>
  )

type Props = { membership: OwnMembership; renewForm: FormState; leaveForm: FormState; invoiceeForm: FormState }

/** A membership that the reader acts for: how it stands, and what they can do. */
export const MembershipCard = ({ membership, renewForm, leaveForm, invoiceeForm }: Props) => {
  const { id, version, kind, status, payerName, startsOn, endsOn, feePence } = membership
  const isOver = status === 'applied' || status === 'ended'
  // Several memberships on one page: what was answered belongs to one of them.
  const own = (form: FormState) => form.reply?.values.membershipId?.[0] === id
  const reason = leaveForm.text('reason')
  return (
    <>
      <SummaryList
        card={{ title: kind === 'group' ? payerName : 'Your own membership' }}
        rows={[
          { key: 'Status', value: <MembershipTag status={status} /> },
          { key: 'Membership', value: kind === 'group' ? 'Group: covers every manager of the service' : 'Individual' },
          ...(status === 'applied' ? [] : [{ key: 'Year', value: `${longDate(startsOn)} to ${longDate(endsOn)}` }]),
          { key: 'Fee', value: `${money(feePence)} a year` },
          ...(isOver ? [] : [{ key: 'Payment', value: paidWords(membership.isPaid, membership.paidOn) }]),
          ...(membership.poReference ? [{ key: 'Purchase order', value: membership.poReference }] : []),
          ...(isOver ? [] : [{ key: 'Invoice', value: invoiceWords(membership) }]),
          ...(status === 'ended' ? [] : [{ key: 'Invoice goes to', value: invoiceeWords(membership) }]),
          ...(membership.renewalAskedOn
            ? [
                {
                  key: 'Renewal',
                  value: `Asked for on ${longDate(membership.renewalAskedOn)}${membership.invoicedOn === null ? '; the invoice follows' : ''}`,
                },
              ]
            : []),
          ...(membership.decisionReason && isOver
            ? [{ key: 'What the association said', value: membership.decisionReason }]
            : []),
          ...(membership.receipts.length > 0
            ? [
                {
                  key: 'Receipts',
                  value: <ReceiptList receipts={membership.receipts} pageOf={(ref) => `/membership/receipts/${ref}`} />,
                },
              ]
            : []),
        ]}
      />
      {membership.mayRenew && (
        <PostForm intent={renewForm.intent} version={version}>
          <input type="hidden" name="membershipId" value={id} />
          <Input
            name="poReference"
            id={`po-${id}`}
            label="Purchase order number (optional)"
            hint="If the invoice should carry one"
            className="govuk-input--width-20"
            defaultValue={membership.poReference ?? ''}
            error={own(renewForm) ? renewForm.text('poReference').error : undefined}
          />
          <Button preventDoubleClick>
            {membership.renewalAskedOn === null ? 'Renew' : 'Change the purchase order number'}
          </Button>
        </PostForm>
      )}
      {membership.mayNameInvoicee && (
        <Details summary="Say whom to invoice" open={own(invoiceeForm)}>
          <PostForm intent={invoiceeForm.intent} version={version}>
            <input type="hidden" name="membershipId" value={id} />
            <InvoiceeFields of={membership} form={own(invoiceeForm) ? invoiceeForm : undefined} suffix={id} />
            <Button variant="secondary" preventDoubleClick>
              Save whom to invoice
            </Button>
          </PostForm>
        </Details>
      )}
      {membership.owesFee && (
        <p className="govuk-body">
          <a className="govuk-link" href={`/membership/particulars/${id}`}>
            What the invoice says, to print for your finance team
          </a>
        </p>
      )}
      {membership.mayWithdraw && (
        <PostForm intent="withdraw" version={version}>
          <input type="hidden" name="membershipId" value={id} />
          <Button variant="secondary" preventDoubleClick>
            Take back the request
          </Button>
        </PostForm>
      )}
      {membership.mayLeave && (
        <Details summary="End this membership" open={own(leaveForm)}>
          <PostForm intent={leaveForm.intent} version={version}>
            <input type="hidden" name="membershipId" value={id} />
            <Radios
              name="reason"
              id={`reason-${id}`}
              legend="Why? It helps the association; you need not say."
              items={reasonItems}
              error={own(leaveForm) ? reason.error : undefined}
            />
            <Button variant="warning" preventDoubleClick>
              End the membership today
            </Button>
          </PostForm>
        </Details>
      )}
    </>
  )
}
