import { longDate } from '#app/components/dates.ts'
import { Bullets, PageLink } from '#app/components/information/information-page.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import type { Told, ToldYear } from '#services/independence/index.ts'

/** A number that is told, or that it is too small to be. */
const told = (count: Told): string =>
  count === 'few'
    ? 'fewer than five'
    : count === 'hidden'
      ? 'some (the number would tell of fewer than five)'
      : String(count)

const share = (part: number, parts: readonly number[]): string => {
  const all = parts.reduce((sum, one) => sum + one, 0)
  return all === 0 ? '' : `${Math.round((100 * part) / all)}%`
}

/** Days of seven hours and twenty-four minutes, as the ledger counts them. */
const days = (minutes: number, dayMinutes: number) => (minutes / dayMinutes).toFixed(1)

const sellingWords = (selling: ToldYear['selling']): string =>
  selling === 0
    ? 'None of the officers of the year sold or offered paid work.'
    : selling === 'few'
      ? 'Fewer than five of the officers of the year sold or offered paid work.'
      : `${selling.from} to ${selling.to} of the officers of the year sold or offered paid work.`

const Work = ({ work, dayMinutes }: { work: ToldYear['work']; dayMinutes: number }) => (
  <DataTable
    caption="Charged against shared: work that was done"
    captionSize="s"
    rows={work?.parts ?? []}
    rowId={({ name }) => name}
    empty="Work that was done: fewer than five pieces, so they are not told."
    columns={[
      { id: 'basis', header: 'Basis', isRowHeader: true, cell: ({ label }) => label },
      { id: 'pieces', header: 'Pieces of work', isNumeric: true, cell: ({ pieces }) => pieces },
      {
        id: 'share',
        header: 'Share',
        isNumeric: true,
        cell: ({ pieces }) => share(pieces, work?.parts.map((one) => one.pieces) ?? []),
      },
      { id: 'days', header: 'Days', isNumeric: true, cell: ({ minutes }) => days(minutes, dayMinutes) },
      {
        id: 'time',
        header: 'Share of days',
        isNumeric: true,
        cell: ({ minutes }) => share(minutes, work?.parts.map((one) => one.minutes) ?? []),
      },
    ]}
  />
)

const regionsWords: Record<NonNullable<ToldYear['deciders']>['by'], string> = {
  region: 'Where those who decided come from',
  area: 'Where those who decided come from, by area: by region it would tell of fewer than five',
  all: 'How many parts people took in decisions: by region it would tell of fewer than five',
}

const Deciders = ({ deciders }: { deciders: ToldYear['deciders'] }) => (
  <DataTable
    caption={regionsWords[deciders?.by ?? 'region']}
    captionSize="s"
    rows={deciders?.parts.some(({ decided }) => decided > 0) ? deciders.parts : []}
    rowId={({ name }) => name}
    empty={
      deciders === null
        ? 'Parts that people took in decisions: fewer than five, so they are not told.'
        : 'Parts that people took in decisions: none.'
    }
    columns={[
      { id: 'region', header: 'Region', isRowHeader: true, cell: ({ label }) => label },
      { id: 'decided', header: 'Parts in decisions', isNumeric: true, cell: ({ decided }) => decided },
      {
        id: 'share',
        header: 'Share',
        isNumeric: true,
        cell: ({ decided }) => share(decided, deciders?.parts.map((one) => one.decided) ?? []),
      },
      {
        id: 'services',
        header: 'Share of services',
        isNumeric: true,
        cell: ({ services }) => share(services, deciders?.parts.map((one) => one.services) ?? []),
      },
    ]}
  />
)

/** One closed year of the independence page. */
export const IndependenceYear = ({ year, dayMinutes }: { year: ToldYear; dayMinutes: number }) => (
  <>
    <p className="govuk-body">
      Paid work that followed a review within 12 months, by whoever reviewed the service or by their own:{' '}
      <strong>{told(year.afterReview)}</strong>. The exchange refuses it. It was asked for and refused:{' '}
      <strong>{told(year.refused)}</strong> {year.refused === 1 ? 'time' : 'times'}.
    </p>
    <Work work={year.work} dayMinutes={dayMinutes} />
    <h3 className="govuk-heading-s">Officers who also sell</h3>
    <p className="govuk-body">
      {sellingWords(year.selling)} Who holds an office today, and what they offer, is in the{' '}
      <PageLink href="/register-of-interests">register of interests</PageLink>.
    </p>
    <Bullets
      items={[
        `Officers stood aside from a decision, or from assessing or deciding a case: ${told(year.stoodAside)}.`,
        `Of these, officers who also sell: ${told(year.stoodAsideSelling)}.`,
      ]}
    />
    <Deciders deciders={year.deciders} />
    <DataTable
      caption="Decisions about cases"
      captionSize="s"
      rows={year.cases ?? []}
      rowId={({ name }) => name}
      empty="Decisions about cases: fewer than five, so they are not told."
      columns={[
        { id: 'kind', header: 'About', isRowHeader: true, cell: ({ label }) => label },
        { id: 'count', header: 'Decisions', isNumeric: true, cell: ({ count }) => count },
      ]}
    />
    <p className="govuk-body-s">
      Counted once, on {longDate(year.countedOn)}, from the exchange’s own records, and not changed since.
    </p>
  </>
)
