import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import { InvoiceeFields } from '#app/components/memberships/invoicee-fields.tsx'
import { invoiceeWords } from '#app/components/memberships/membership-card.tsx'
import { ReceiptList } from '#app/components/memberships/receipt-list.tsx'

type Invoicee = { invoiceName: string | null; invoiceAddress: string | null; poReference: string | null }
type Receipts = Parameters<typeof ReceiptList>[0]['receipts']

/** Whom to invoice for an outside provider, as it stands, and the form that changes it. */
export const OutsideInvoicee = ({ version, of }: { version: number; of: Invoicee }) => {
  const form = useForm({ poReference: of.poReference }, 'invoicee-named')
  return (
    <>
      <p className="govuk-body govuk-!-margin-bottom-2">Its invoice goes to:</p>
      <p className="govuk-body">
        {invoiceeWords(of)}
        {of.poReference !== null && (
          <>
            <br />
            Purchase order {of.poReference}
          </>
        )}
      </p>
      <Details summary="Say whom to invoice" open={form.isTyped}>
        <PostForm intent="invoicee-named" version={version}>
          <InvoiceeFields of={of} form={form.isTyped ? form : undefined} suffix="outside" />
          <Input
            {...form.text('poReference')}
            id="invoicee-po"
            label="Purchase order number (optional)"
            hint="If the invoice should carry one"
            className="govuk-input--width-20"
          />
          <Button variant="secondary" preventDoubleClick>
            Save whom to invoice
          </Button>
        </PostForm>
      </Details>
    </>
  )
}

/** Receipts for the fees of an outside provider; nothing where there is none. */
export const OutsideReceipts = ({ provider, receipts }: { provider: string; receipts: Receipts }) =>
  receipts.length > 0 && (
    <>
      <h3 className="govuk-heading-s">Receipts</h3>
      <ReceiptList receipts={receipts} pageOf={(ref) => `/outside/${provider}/receipts/${ref}`} />
    </>
  )

type DeskPage = {
  ref: string
  version: number
  today: string
  fee: { sum: string; isOwed: boolean; invoicedOn: string | null; invoiceReference: string | null } | null
  invoicee: Invoicee
  receipts: Receipts
  renewalAskedOn: string | null
  moves: readonly string[]
}

/** The fee of the year as the association keeps it: the invoice, the payment, and another year. */
export const FeeForms = ({ page }: { page: DeskPage }) => {
  const { ref, version, fee, invoicee, receipts, moves, renewalAskedOn, today } = page
  const invoiced = useForm({ invoicedOn: today }, 'invoiced')
  const paid = useForm({ paidOn: today }, 'paid')
  if (fee === null) return null
  return (
    <>
      <h2 className="govuk-heading-m">Fee</h2>
      <p className="govuk-body">
        {fee.sum} for the year: {fee.isOwed ? 'owed' : 'paid'}.
        {fee.invoicedOn !== null && ` Invoice ${fee.invoiceReference ?? ''} was sent on ${longDate(fee.invoicedOn)}.`}
      </p>
      {moves.includes('invoicee-named') && <OutsideInvoicee version={version} of={invoicee} />}
      {moves.includes('invoiced') && (
        <>
          <p className="govuk-body">
            Your accounts make the invoice and give it its number.{' '}
            <a className="govuk-link" href={`/outside/${ref}/particulars`}>
              Its particulars, to print
            </a>
            .
          </p>
          <Details summary="Record the invoice" open={invoiced.isTyped}>
            <PostForm intent="invoiced" version={version}>
              <Input {...invoiced.text('invoiceReference')} label="Invoice number" className="govuk-input--width-10" />
              <DateInput {...invoiced.date('invoicedOn')} legend="When was it sent?" />
              <Button variant="secondary" preventDoubleClick>
                Record the invoice
              </Button>
            </PostForm>
          </Details>
        </>
      )}
      {moves.includes('paid') && (
        <PostForm intent="paid" version={version}>
          <DateInput {...paid.date('paidOn')} legend="When was it paid?" />
          <Button variant="secondary" preventDoubleClick>
            Record that it is paid
          </Button>
        </PostForm>
      )}
      <OutsideReceipts provider={ref} receipts={receipts} />
      {renewalAskedOn !== null && (
        <p className="govuk-body">It asked for another year on {longDate(renewalAskedOn)}.</p>
      )}
      {moves.includes('renewed') && (
        <PostForm intent="renewed" version={version}>
          <Button preventDoubleClick>Renew for a year</Button>
        </PostForm>
      )}
    </>
  )
}
