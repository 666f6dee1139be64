import { Input } from '#app/components/govuk/input.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'

type Props = {
  /** What stands, where something was said before. */
  of?: { invoiceName: string | null; invoiceAddress: string | null }
  /** The form that was answered, where it was this one. */
  form?: FormState | undefined
  /** Tells several of these on one page apart. */
  suffix: string
}

/** Whom an invoice goes to. Both may be left empty. */
export const InvoiceeFields = ({ of, form, suffix }: Props) => {
  const typed = (name: 'invoiceName' | 'invoiceAddress') =>
    form?.text(name) ?? { name, defaultValue: of?.[name] ?? undefined, error: undefined }
  return (
    <>
      <Input
        {...typed('invoiceName')}
        id={`invoice-name-${suffix}`}
        label="Who the invoice is addressed to (optional)"
        hint="A team or a person, like “Accounts payable, Leeds City Council”"
      />
      <Textarea
        {...typed('invoiceAddress')}
        id={`invoice-address-${suffix}`}
        label="Where it goes (optional)"
        hint="An e-mail address, or a postal address line by line"
        rows={4}
      />
    </>
  )
}
