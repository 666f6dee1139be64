import { Tornado } from '#app/components/charts/tornado.tsx'
import { shortDate } from '#app/components/dates.ts'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import type { Assumed, CaseLine, CaseResult } from '#services/insight/index.ts'

/** Whole pounds; less than nought with its sign before the pound. */
export const wholePounds = (value: number): string => {
  const rounded = Math.round(value)
  return `${rounded < 0 ? '−' : ''}£${Math.abs(rounded).toLocaleString('en-GB')}`
}

/** A value with its unit: "£20 an hour", "90%"; large ones without what comes after the point. */
export const withUnit = (value: number, unit: string): string => {
  const number = value.toLocaleString('en-GB', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 })
  if (unit === '%') return `${number}%`
  return unit.startsWith('£') ? `£${number}${unit.slice(1)}` : `${number} ${unit}`
}

/** The lines of a year, totals in bold. */
export const CaseLines = ({ lines }: { lines: CaseLine[] }) => (
  <DataTable
    caption="A year, in pounds"
    rows={lines}
    rowId={({ key }) => key}
    empty=""
    columns={[
      { id: 'line', header: 'Line', cell: ({ title }) => title, isRowHeader: true },
      {
        id: 'value',
        header: 'A year',
        isNumeric: true,
        cell: ({ value, isTotal }) => (isTotal ? <strong>{wholePounds(value)}</strong> : wholePounds(value)),
      },
    ]}
  />
)

/** Where the year comes out even, in sentences. */
export const BreakEven = ({ result }: { result: CaseResult }) => (
  <ul className="govuk-list govuk-list--bullet">
    <li>
      {result.evenMembers === null
        ? 'No number of member services alone would make the year come out even.'
        : result.evenMembers === 0
          ? 'The year would come out even without a single member service.'
          : `The year comes out even with ${result.evenMembers} member services, all else as it is.`}
    </li>
    <li>
      {result.evenPlaces === null
        ? 'No number of places on courses alone would make it come out even.'
        : result.evenPlaces === 0
          ? 'It would come out even without a single place on a course.'
          : `It comes out even with ${result.evenPlaces.toLocaleString('en-GB')} places on courses, all else as it is.`}
    </li>
  </ul>
)

/** What moves the year most: the picture, and what each would have to be for the year to come out even. */
export const WhatMatters = ({ result }: { result: CaseResult }) => (
  <>
    <Tornado
      title="What moves the year most"
      of="Left over"
      central={result.lines.result}
      inWords={wholePounds}
      rows={result.swings.map(({ key, title, unit, range, atLow, atHigh }) => ({
        id: key,
        label: title,
        atLow,
        atHigh,
        low: withUnit(range.low, unit),
        high: withUnit(range.high, unit),
      }))}
    />
    <DataTable
      caption="What would have to be true for the year to come out even"
      rows={result.swings}
      rowId={({ key }) => key}
      empty="Nothing that is assumed moves the year yet."
      columns={[
        { id: 'title', header: 'Assumption', cell: ({ title }) => title, isRowHeader: true },
        { id: 'central', header: 'Central', cell: ({ range, unit }) => withUnit(range.central, unit), isNumeric: true },
        {
          id: 'even',
          header: 'Would have to be',
          cell: ({ even, unit }) => (even === null ? 'Not by itself' : withUnit(Math.round(even * 100) / 100, unit)),
          isNumeric: true,
        },
      ]}
    />
  </>
)

/** What is assumed, in three values, with where it comes from, since when and by whom. */
export const Assumptions = ({ assumed, mayChange }: { assumed: Assumed[]; mayChange: boolean }) => {
  const columns: Column<Assumed>[] = [
    { id: 'title', header: 'Assumption', cell: ({ title }) => title, isRowHeader: true },
    { id: 'low', header: 'Low', cell: ({ low, unit }) => withUnit(low, unit), isNumeric: true },
    { id: 'central', header: 'Central', cell: ({ central, unit }) => withUnit(central, unit), isNumeric: true },
    { id: 'high', header: 'High', cell: ({ high, unit }) => withUnit(high, unit), isNumeric: true },
    { id: 'source', header: 'Source', cell: ({ source }) => <span className="app-typed">{source}</span> },
    {
      id: 'set',
      header: 'Set',
      cell: ({ setOn, setBy }) => (setOn === null ? 'Not set yet' : `${shortDate(setOn)}, ${setBy}`),
    },
  ]
  const change: Column<Assumed> = {
    id: 'change',
    header: 'Change',
    isOnScreenOnly: true,
    cell: ({ key, title }) => (
      <a className="govuk-link" href={`/association/business-case/assumptions/${key}`}>
        Change<span className="govuk-visually-hidden">: {title}</span>
      </a>
    ),
  }
  return (
    <DataTable
      caption="What is assumed"
      rows={assumed}
      rowId={({ key }) => key}
      empty=""
      columns={mayChange ? [...columns, change] : columns}
    />
  )
}

/** The two values that are no money of the association's, and why they are not added. */
export const ValueWords = () => (
  <p className="govuk-body">
    The last two lines are no income: the first is what the given time would cost if somebody were paid to replace it,
    the second what people from outside would have charged for the same days. They look at some of the same hours, so
    they are not added.
  </p>
)
