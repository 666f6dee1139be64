import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { HowGapsArePublished, PublishedGapTable } from '#app/components/insight/published-gap-table.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { gapSheet } from '#services/insight/index.ts'

export const meta = () => pageTitle('Gaps: a sheet for the dialogue')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await gapSheet(await requireActor(args)))

export default function GapSheet() {
  const { today, quarters } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association/gaps">Gap register</BackLink>
      <h1 className="govuk-heading-l">Where help is missing: a sheet for the dialogue with the Youth Justice Board</h1>
      <p className="govuk-body">
        From the gap register of the association’s exchange, on {longDate(today)}. It names no service and no person.
      </p>
      <HowGapsArePublished />
      {quarters.length === 0 && <p className="govuk-body">No quarter is old enough to be handed out yet.</p>}
      {quarters.map((gaps) => (
        <section key={gaps.quarter} aria-label={gaps.quarter}>
          <h2 className="govuk-heading-m">{gaps.quarter}</h2>
          <PublishedGapTable gaps={gaps} />
        </section>
      ))}
      <h2 className="govuk-heading-m">To talk about</h2>
      <ol className="govuk-list govuk-list--number">
        <li>Which of these do you see as well, and which not?</li>
        <li>Who could offer something, and what would they need for it?</li>
        <li>What is to be different when we look at the next quarter?</li>
      </ol>
    </>
  )
}
