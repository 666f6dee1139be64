import { dateAndTime, longDate, shortDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Timeline } from '#app/components/moj/timeline.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { money } from '#services/core/words.ts'
import type { EngagementPage } from '#services/engagements/index.ts'

type Props = { engagement: EngagementPage }

const hours = (minutes: number) => {
  const quarters = Math.round(minutes / 15) / 4
  return `${quarters} ${quarters === 1 ? 'hour' : 'hours'}`
}

/** What both sides agreed, in short; the whole text is a page of its own. */
export const AgreedTerms = ({ engagement }: Props) => {
  const { terms, ref, host, provider, isPaid, people, sessions, totalPence, status } = engagement
  if (terms === null) return null
  const { parts, number, isInForce } = terms
  const { period } = parts
  return (
    <section aria-labelledby="terms">
      <h2 className="govuk-heading-m" id="terms">
        {isInForce ? 'What you agreed' : status === 'withdrawn' ? 'What was proposed' : 'What is proposed'}
      </h2>
      <SummaryList
        rows={[
          {
            key: 'Terms',
            value: (
              <a className="govuk-link" href={`/engagements/${ref}/terms/${number}`}>
                Version {number}
                {isInForce ? ', in force' : status === 'withdrawn' ? ', never agreed' : ', not agreed yet'}
              </a>
            ),
          },
          { key: 'For', value: host.name },
          { key: 'By', value: provider.name },
          {
            key: 'Who delivers it',
            value: people.map(({ personId, name, isAvailable }) => (
              <div key={personId}>
                {name}
                {!isAvailable && ' (not available any more)'}
              </div>
            )),
          },
          {
            key: 'When',
            value:
              sessions.length > 0
                ? sessions.map(({ position, startsAt, place, notHeld }) => (
                    <div key={position}>
                      {dateAndTime(startsAt)}
                      {place !== '' && `, ${place}`}
                      {notHeld !== null && ` (not held: ${notHeld})`}
                    </div>
                  ))
                : period === null
                  ? 'Not said yet'
                  : `Between ${longDate(period.from)} and ${longDate(period.to)}`,
          },
          isPaid && { key: 'Price', value: priceSaid(terms.sum.totalPence, totalPence, status === 'cancelled') },
        ]}
      />
    </section>
  )
}

/** The price of the terms, and what it came to where that is another. */
const priceSaid = (agreed: number, came: number | null, isCancelled: boolean): string => {
  if (came === null || came === agreed) return `${money(agreed)} in all`
  return isCancelled
    ? `${money(agreed)} in all; cancelled, so ${came === 0 ? 'nothing' : money(came)} is owed`
    : `${money(came)} in all, as you settled it; the terms said ${money(agreed)}`
}

type Gave = EngagementPage['given'][number]

const gaveColumns: Column<Gave>[] = [
  { id: 'who', header: 'Who', isRowHeader: true, cell: ({ name }) => name },
  { id: 'on', header: 'Day', cell: ({ on }) => shortDate(on) },
  { id: 'time', header: 'Time', isNumeric: true, cell: ({ minutes }) => hours(minutes) },
  { id: 'travel', header: 'Travel', isNumeric: true, cell: ({ travelMinutes }) => hours(travelMinutes) },
]

/** What was delivered, beside what was agreed. */
export const Delivered = ({ engagement }: Props) =>
  engagement.given.length === 0 ? null : (
    <DataTable
      caption="What was given"
      columns={gaveColumns}
      rows={engagement.given}
      rowId={({ name, on }) => `${name} ${on}`}
      empty=""
    />
  )

const kindWords = {
  invoice: 'Invoice',
  purchase_order: 'Purchase order',
  paid: 'Paid',
  received: 'Received',
} as const

type Money = EngagementPage['settlements'][number]

const moneyColumns: Column<Money>[] = [
  { id: 'what', header: 'What', isRowHeader: true, cell: ({ kind }) => kindWords[kind] },
  { id: 'number', header: 'Number', cell: ({ number }) => number ?? '' },
  { id: 'on', header: 'Day', cell: ({ on }) => shortDate(on) },
  {
    id: 'sum',
    header: 'Sum',
    isNumeric: true,
    cell: ({ netPence, vatPence }) => (netPence === null ? '' : money(netPence + (vatPence ?? 0))),
  },
]

/** What the two sides said about money. */
export const MoneySaid = ({ engagement }: Props) =>
  engagement.settlements.length === 0 ? null : (
    <DataTable
      caption="Invoices and payments"
      columns={moneyColumns}
      rows={engagement.settlements}
      rowId={({ kind, number, on }) => `${kind} ${number} ${on}`}
      empty=""
    />
  )

/** What happened so far, the latest first. */
export const EngagementHistory = ({ engagement }: Props) => (
  <section aria-labelledby="history">
    <h2 className="govuk-heading-m" id="history">
      What happened
    </h2>
    <Timeline
      headingLevel={3}
      events={engagement.history.map(({ title, at, by, note }) => ({
        id: `${at} ${title}`,
        title,
        by,
        dateTime: at,
        date: dateAndTime(new Date(at)),
        ...(note === null ? {} : { description: note }),
      }))}
    />
  </section>
)
