import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { BreakEven, CaseLines, WhatMatters } from '#app/components/insight/case-parts.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { pastCase } from '#services/insight/index.ts'

export const meta = () => pageTitle('A version of the business case')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await pastCase(await requireActor(args), pathPart(args, 'hash')))

export default function PastCase() {
  const { hash, madeOn, lines, result, isSame } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association/business-case">Business case</BackLink>
      <h1 className="govuk-heading-l">Business case of {longDate(madeOn)}</h1>
      <p className="govuk-body">
        {isSame === null
          ? 'The formulas have changed since: this is what came of it then.'
          : isSame
            ? 'Worked out again now from what it was made from, it comes to the same.'
            : 'Worked out again now, it does not come to the same: tell the association’s administrators.'}
      </p>
      <p className="govuk-body-s app-typed">Fingerprint of what it was made from: {hash}</p>
      <CaseLines lines={lines} />
      <h2 className="govuk-heading-m">Where it broke even</h2>
      <BreakEven result={result} />
      <WhatMatters result={result} />
    </>
  )
}
