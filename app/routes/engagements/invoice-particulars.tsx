import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { money } from '#services/core/words.ts'
import { findEngagement, quantityWords, sumOfLine, vatWords } from '#services/engagements/index.ts'

export const meta = () => pageTitle('Particulars for your invoice')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, title, status, host, provider, terms, settlements, people, owedPence } = orThrow(
    await findEngagement(await requireActor(args), pathPart(args, 'ref')),
  )
  const lines = (terms?.parts.lines ?? []).map((line) => {
    const { netPence, vatPence, totalPence } = sumOfLine(line)
    return {
      what: line.what,
      quantity: `${quantityWords(line.quantity)} ${line.unit}`,
      price: money(line.pricePence),
      net: money(netPence),
      vat: `${money(vatPence)} (${vatWords[line.vat]})`,
      total: money(totalPence),
    }
  })
  const order = settlements.find(({ kind }) => kind === 'purchase_order')
  return {
    ref,
    title,
    owed: terms !== null && owedPence !== terms.sum.totalPence ? money(owedPence) : null,
    isCancelled: status === 'cancelled',
    host: host.name,
    provider: provider.name,
    number: terms?.number ?? null,
    order: order?.number ?? null,
    orderOn: order?.on ?? null,
    people: people.map(({ name }) => name).join(', '),
    lines,
    sum:
      terms === null
        ? null
        : { net: money(terms.sum.netPence), vat: money(terms.sum.vatPence), total: money(terms.sum.totalPence) },
  }
}

type Line = { what: string; quantity: string; price: string; net: string; vat: string; total: string }

const columns: Column<Line>[] = [
  { id: 'what', header: 'What', isRowHeader: true, cell: ({ what }) => what },
  { id: 'quantity', header: 'Quantity', cell: ({ quantity }) => quantity },
  { id: 'price', header: 'Price of one', isNumeric: true, cell: ({ price }) => price },
  { id: 'net', header: 'Before VAT', isNumeric: true, cell: ({ net }) => net },
  { id: 'vat', header: 'VAT', isNumeric: true, cell: ({ vat }) => vat },
  { id: 'total', header: 'In all', isNumeric: true, cell: ({ total }) => total },
]

export default function InvoiceParticulars() {
  const { ref, title, owed, isCancelled, host, provider, number, order, orderOn, people, lines, sum } =
    useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href={`/engagements/${ref}`} />
      <h1 className="govuk-heading-l">Particulars for your invoice</h1>
      <p className="govuk-body">
        This is not an invoice. Copy it into your own, with the number that your finance system gives it.
      </p>
      {owed !== null && (
        <InsetText>
          {isCancelled
            ? `It was cancelled: ${owed} is owed in all, not the price of the terms.`
            : `You settled on ${owed} in all, not the price of the terms.`}
        </InsetText>
      )}
      <SummaryList
        rows={[
          { key: 'From', value: provider },
          { key: 'To', value: host },
          { key: 'For', value: `${title} (${ref}), terms version ${number ?? ''}` },
          { key: 'Delivered by', value: people },
          order !== null && {
            key: 'Purchase order',
            value: orderOn === null ? order : `${order}, ${longDate(orderOn)}`,
          },
        ]}
      />
      <DataTable
        caption={owed === null ? 'Lines' : 'Lines of the terms'}
        columns={columns}
        rows={lines}
        rowId={({ what }) => what}
        empty="There are no lines."
      />
      {sum !== null && (
        <SummaryList
          rows={[
            { key: 'Before VAT', value: sum.net },
            { key: 'VAT', value: sum.vat },
            { key: owed === null ? 'In all' : 'In all, by the terms', value: sum.total },
            owed !== null && { key: 'Owed in all', value: <strong>{owed}</strong> },
          ]}
        />
      )}
    </>
  )
}
