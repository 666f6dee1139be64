import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MonthLine } from '#app/components/charts/month-line.tsx'
import { longDate, shortDate } from '#app/components/dates.ts'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { MembershipTag } from '#app/components/memberships/membership-card.tsx'
import { Filter } from '#app/components/moj/filter.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { DownloadLinks } from '#app/components/table/download-links.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { SavedViews } from '#app/components/table/saved-views.tsx'
import { changeParams, readPage, readSort } from '#app/components/table/url-state.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { changeViews } from '#app/http/saved-views.ts'
import { savedViews } from '#services/accounts/index.ts'
import { may } from '#services/core/access.ts'
import { money } from '#services/core/words.ts'
import {
  leavingReasons,
  listMembers,
  type MemberRow,
  type MonthOfMembers,
  memberFilterSchema,
  memberSorts,
  membersOverTime,
} from '#services/memberships/index.ts'
import { type OutsideFee, outsideFees } from '#services/outside/index.ts'
import { regionName, regions } from '#services/yots/index.ts'

const path = '/association/members'

export const meta = () => pageTitle('Members')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const filter = memberFilterSchema.parse(Object.fromEntries([...searchParams].filter(([, value]) => value !== '')))
  const sort = readSort(searchParams, memberSorts, { by: 'endsOn', order: 'asc' })
  const list = orThrow(await listMembers(ctx, filter, sort, readPage(searchParams)))
  const asked = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []))
  const isWhole = asked.length === 0 && list.page === 1
  const params = new URLSearchParams([...asked, ['sort', sort.by], ['order', sort.order]]).toString()
  return {
    ...list,
    rows: list.rows.map((row) => ({
      ...row,
      regionName: row.region === null ? null : regionName(row.region),
      why: row.leavingReason === null ? null : leavingReasons[row.leavingReason],
    })),
    filter,
    sort,
    params,
    regions: regions.map((region) => ({ value: region, text: regionName(region) })),
    mayManage: may(ctx.actor, 'member.manage'),
    isUsual: isWhole && !searchParams.has('sort'),
    views: await savedViews(ctx, path),
    outside: filter.status === 'unpaid' || filter.status === 'to-invoice' ? await outsideFees(ctx, filter.status) : [],
    months: isWhole ? await membersOverTime(ctx) : null,
  }
}

export const action = (args: ActionFunctionArgs) => changeViews(args, path)

type Shown = MemberRow & { regionName: string | null; why: string | null }

const columns: Column<Shown>[] = [
  {
    id: 'payer',
    header: 'Member',
    isRowHeader: true,
    isSortable: true,
    cell: ({ id, payerName }) => (
      <a className="govuk-link" href={`/association/members/${id}`}>
        {payerName}
      </a>
    ),
  },
  { id: 'kind', header: 'Kind', cell: ({ kind }) => (kind === 'group' ? 'Group' : 'Individual') },
  { id: 'region', header: 'Region', cell: ({ regionName }) => regionName ?? 'None' },
  {
    id: 'status',
    header: 'Status',
    isSortable: true,
    cell: ({ status, isRenewing, invoicedOn, why }) => (
      <>
        <MembershipTag status={status} />
        {isRenewing && <div>Renewal asked for</div>}
        {invoicedOn !== null && <div>Invoice sent on {shortDate(invoicedOn)}</div>}
        {status === 'ended' && why !== null && <div>{why}</div>}
      </>
    ),
  },
  { id: 'endsOn', header: 'Runs until', isSortable: true, cell: ({ endsOn, endedOn }) => shortDate(endedOn ?? endsOn) },
  { id: 'fee', header: 'Fee', isNumeric: true, cell: ({ feePence }) => money(feePence) },
  {
    id: 'paidOn',
    header: 'Paid',
    isSortable: true,
    firstOrder: 'desc',
    cell: ({ isPaid, paidOn }) =>
      paidOn !== null ? shortDate(paidOn) : isPaid ? 'Yes' : isPaid === null ? 'Not recorded' : 'No',
  },
]

const statusOptions = [
  { value: '', text: 'Any' },
  { value: 'applied', text: 'Asked for' },
  { value: 'active', text: 'In force' },
  { value: 'due', text: 'Due for renewal' },
  { value: 'renewing', text: 'Renewal asked for' },
  { value: 'to-invoice', text: 'Invoice to send' },
  { value: 'unpaid', text: 'Not paid' },
  { value: 'lapsed', text: 'Lapsed' },
  { value: 'ended', text: 'Ended' },
]

export default function Members() {
  const {
    rows,
    count,
    page,
    pageCount,
    byStatus,
    filter,
    sort,
    params: search,
    regions,
    mayManage,
    isUsual,
    views,
    outside,
    months,
  } = useLoaderData<typeof loader>()
  const params = new URLSearchParams(search)
  const downloads = (format: string) => `/association/members/download${changeParams(params, { format, page: null })}`
  return (
    <>
      <h1 className="govuk-heading-l">Members</h1>
      <p className="govuk-body">
        {byStatus.active} in force, {byStatus.due} due, {byStatus.lapsed} lapsed, {byStatus.ended} ended,{' '}
        {byStatus.applied} asked for.
      </p>
      {mayManage && (
        <ul className="govuk-list">
          <li>
            <a className="govuk-link" href="/association/members/requests">
              Requests to join
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/association/members/payments">
              Record payments
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/association/members/import">
              Import a members’ list
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/association/members/records">
              Two records of one person
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/association/members/terms">
              Fees and terms
            </a>
          </li>
        </ul>
      )}
      <Details summary="Filter the list" open={Object.keys(filter).length > 0}>
        <Filter
          clearHref="/association/members"
          hidden={
            <>
              <input type="hidden" name="sort" value={sort.by} />
              <input type="hidden" name="order" value={sort.order} />
            </>
          }
        >
          <Input name="q" label="Name or reference" defaultValue={filter.q ?? ''} />
          <Select name="status" label="Status" options={statusOptions} defaultValue={filter.status ?? ''} />
          <Select
            name="kind"
            label="Kind"
            options={[
              { value: '', text: 'Any' },
              { value: 'group', text: 'Group' },
              { value: 'individual', text: 'Individual' },
            ]}
            defaultValue={filter.kind ?? ''}
          />
          <Select
            name="region"
            label="Region"
            options={[{ value: '', text: 'Any' }, ...regions]}
            defaultValue={filter.region ?? ''}
          />
        </Filter>
      </Details>
      <SavedViews path={path} views={views} query={isUsual ? null : search} />
      <DataTable
        caption={count === 1 ? 'One membership' : `${count} memberships`}
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        sort={sort}
        params={params}
        empty="No membership fits all of this. Take a filter away to see more."
        tools={<DownloadLinks to={downloads} />}
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
      {outside.length > 0 && <OutsideFees fees={outside} />}
      {months && <OverTime months={months} />}
    </>
  )
}

const feeColumns: Column<OutsideFee>[] = [
  {
    id: 'name',
    header: 'Organisation',
    isRowHeader: true,
    cell: ({ ref, name }) => (
      <a className="govuk-link" href={`/association/outside/${ref}`}>
        {name}
      </a>
    ),
  },
  { id: 'state', header: 'State', cell: ({ state }) => state },
  { id: 'until', header: 'Year until', cell: ({ until }) => shortDate(until) },
  {
    id: 'invoice',
    header: 'Invoice',
    cell: ({ invoiceReference, invoicedOn }) =>
      invoicedOn === null ? 'To be sent' : `${invoiceReference}, sent on ${shortDate(invoicedOn)}`,
  },
  { id: 'fee', header: 'Fee', isNumeric: true, cell: ({ feePence }) => money(feePence) },
]

/** Outside providers are no members, and owe a fee all the same. */
const OutsideFees = ({ fees }: { fees: readonly OutsideFee[] }) => (
  <DataTable
    caption={fees.length === 1 ? 'One outside provider, too' : `${fees.length} outside providers, too`}
    columns={feeColumns}
    rows={fees}
    rowId={({ ref }) => ref}
    empty="None."
  />
)

const OverTime = ({ months }: { months: readonly MonthOfMembers[] }) => (
  <MonthLine
    title="Memberships over two years"
    points={months.map(({ on, groups, individuals }) => ({ on, count: groups + individuals }))}
    table={
      <Table
        caption={<span className="govuk-visually-hidden">Memberships in force at the end of each month</span>}
        head={['On', { content: 'Groups', isNumeric: true }, { content: 'Individuals', isNumeric: true }]}
        rows={months.map(({ on, groups, individuals }) => [
          longDate(on),
          { content: groups, isNumeric: true },
          { content: individuals, isNumeric: true },
        ])}
        firstCellIsHeader
      />
    }
  />
)
