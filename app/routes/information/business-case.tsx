import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Details } from '#app/components/govuk/details.tsx'
import { InformationPage } from '#app/components/information/information-page.tsx'
import { BreakEven, CaseLines, ValueWords, WhatMatters, withUnit } from '#app/components/insight/case-parts.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { getCtx } from '#app/http/actor.ts'
import { publicCase } from '#services/insight/index.ts'

export const meta = () => pageTitle('Business case')

export const loader = async (args: LoaderFunctionArgs) => ({ found: await publicCase(await getCtx(args)) })

const factWords = {
  groupMembers: 'Member services',
  individualMembers: 'Members by themselves',
  reviews: 'Reviews in the year',
  coursePlaces: 'Places attended on courses',
  inKindHours: 'Hours given free or in kind',
} as const
const factNames = Object.keys(factWords) as (keyof typeof factWords)[]

export default function BusinessCase() {
  const { found } = useLoaderData<typeof loader>()
  if (found === null)
    return (
      <InformationPage title="Business case" lead="What it takes to run the exchange, and what it is worth.">
        <p className="govuk-body">Nothing is published yet. It comes out at the beginning of each quarter.</p>
      </InformationPage>
    )
  const { quarter, publishedOn, facts, lines, result, assumed } = found
  return (
    <InformationPage title="Business case" lead="What it takes to run the exchange, and what it is worth.">
      <p className="govuk-body">
        {quarter}, published {longDate(publishedOn)}: worked out from counts rounded down to a multiple of five and from
        what is assumed below, all of it at its central value.
      </p>
      <CaseLines lines={lines} />
      <ValueWords />
      <h2 className="govuk-heading-m">Where it breaks even</h2>
      <BreakEven result={result} />
      <WhatMatters result={result} />
      <Details summary="What it rests on: what is counted, and what is assumed">
        <DataTable
          caption="What it rests on"
          rows={[
            ...factNames.map((name) => ({
              id: name,
              what: factWords[name],
              value: facts[name] === 0 ? 'Fewer than 5' : `${facts[name].toLocaleString('en-GB')} or more`,
              source: 'Counted by the exchange',
            })),
            ...assumed.map(({ key, title, central, unit, source }) => ({
              id: key,
              what: title,
              value: withUnit(central, unit),
              source,
            })),
          ]}
          rowId={({ id }) => id}
          empty=""
          columns={[
            { id: 'what', header: 'What', cell: ({ what }) => what, isRowHeader: true },
            { id: 'value', header: 'Value', cell: ({ value }) => value, isNumeric: true },
            { id: 'source', header: 'Source', cell: ({ source }) => source },
          ]}
        />
      </Details>
    </InformationPage>
  )
}
