import type { LoaderFunctionArgs } from '@remix-run/node'
import { readSort } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { download } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import {
  allMembers,
  leavingReasons,
  memberFilterSchema,
  memberSorts,
  statusWords,
} from '#services/memberships/index.ts'
import { outsideFees } from '#services/outside/index.ts'
import { regionName } from '#services/yots/index.ts'

const headings = [
  'Member',
  'Kind',
  'Region',
  'Status',
  'From',
  'Until',
  'Fee in pounds',
  'Paid',
  'Paid on',
  'Purchase order',
  'Invoice',
  'Invoice sent on',
  'Invoice in pounds',
  'Invoice to',
  'Where it goes',
  'E-mail',
  'Ended on',
  'Why they left',
]

/** The list of members as it is filtered and sorted, whole. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const filter = memberFilterSchema.parse(Object.fromEntries([...searchParams].filter(([, value]) => value !== '')))
  const sort = readSort(searchParams, memberSorts, { by: 'endsOn', order: 'asc' })
  const rows = orThrow(await allMembers(ctx, filter, sort))
  const { status } = filter
  const outside = status === 'unpaid' || status === 'to-invoice' ? await outsideFees(ctx, status) : []
  return download(args.request, `members-${ctx.clock.today()}`, [
    headings,
    ...rows.map((row) => [
      row.payerName,
      row.kind === 'group' ? 'Group' : 'Individual',
      row.region === null ? null : regionName(row.region),
      row.isRenewing ? 'Renewal asked for' : statusWords[row.status].name,
      row.startsOn,
      row.endsOn,
      row.feePence / 100,
      row.isPaid === null ? null : row.isPaid ? 'Yes' : 'No',
      row.paidOn,
      row.poReference,
      row.invoiceReference,
      row.invoicedOn,
      row.invoicedPence === null ? null : row.invoicedPence / 100,
      row.invoiceName,
      row.invoiceAddress,
      row.addresses.join(', '),
      row.endedOn,
      row.leavingReason === null ? null : leavingReasons[row.leavingReason],
    ]),
    ...outside.map((fee) => [
      fee.name,
      'Outside provider',
      regionName(fee.region),
      fee.state,
      null,
      fee.until,
      fee.feePence / 100,
      'No',
      null,
      fee.poReference,
      fee.invoiceReference,
      fee.invoicedOn,
      fee.invoicedOn === null ? null : fee.feePence / 100,
      fee.invoiceName,
      fee.invoiceAddress,
      fee.address,
      null,
      null,
    ]),
  ])
}
