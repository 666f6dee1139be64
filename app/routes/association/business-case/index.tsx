import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate, shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import {
  Assumptions,
  BreakEven,
  CaseLines,
  ValueWords,
  WhatMatters,
  wholePounds,
} from '#app/components/insight/case-parts.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { businessCase } from '#services/insight/index.ts'

export const meta = () => pageTitle('Business case')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await businessCase(await requireActor(args)))

export default function BusinessCase() {
  const { day, facts, lines, result, assumed, versions, mayChange } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <h1 className="govuk-heading-l">Business case</h1>
      <p className="govuk-body-l">
        {wholePounds(result.lines.result)} left over in a year, with everything that is assumed at its central value.
      </p>
      <p className="govuk-body">
        {day === null
          ? 'Nothing was counted yet: that happens every night.'
          : `Facts counted ${longDate(day)}; reviews, places and hours are of the twelve months that ended 90 days before.`}{' '}
        <a className="govuk-link" href="/association/business-case/workbook">
          Workbook with formulas (Excel)
        </a>
        {'. '}
        <a className="govuk-link" href="/business-case">
          What everybody reads
        </a>
      </p>
      <CaseLines lines={lines} />
      <ValueWords />
      <h2 className="govuk-heading-m">Where it breaks even</h2>
      <BreakEven result={result} />
      <WhatMatters result={result} />
      <Details summary="What is assumed, and by whom">
        <Assumptions assumed={assumed} mayChange={mayChange} />
      </Details>
      <Details summary="Live facts">
        <DataTable
          caption="Live facts"
          rows={facts}
          rowId={({ key }) => key}
          empty=""
          columns={[
            {
              id: 'fact',
              header: 'Fact',
              cell: ({ title }) => title,
              isRowHeader: true,
            },
            {
              id: 'value',
              header: 'Value',
              cell: ({ value }) => value.toLocaleString('en-GB', { maximumFractionDigits: 1 }),
              isNumeric: true,
            },
          ]}
        />
      </Details>
      <Details summary="Every version of the case">
        <DataTable
          caption="Versions"
          rows={versions}
          rowId={({ hash }) => hash}
          empty="None is kept yet: one is every time that something changed."
          columns={[
            {
              id: 'made',
              header: 'Made',
              isRowHeader: true,
              cell: ({ hash, madeOn }) => (
                <a className="govuk-link" href={`/association/business-case/versions/${hash}`}>
                  {shortDate(madeOn)}
                </a>
              ),
            },
            { id: 'assumed', header: 'Assumptions', cell: (row) => `Version ${row.assumptionVersion}` },
            { id: 'left', header: 'Left over', cell: (row) => wholePounds(row.result), isNumeric: true },
            { id: 'hash', header: 'Fingerprint', cell: ({ hash }) => hash.slice(0, 12) },
          ]}
        />
      </Details>
    </>
  )
}
