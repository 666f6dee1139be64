import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { PlanAreas } from '#app/components/reports/plan-areas.tsx'
import { ReportDocument } from '#app/components/reports/report-document.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { sharedItem } from '#services/reports/index.ts'

export const meta = () => pageTitle('Shared by a service')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await sharedItem(await getCtx(args), pathPart(args, 'key')))

export default function Shared() {
  const { title, item, yotName, until, about, parts, fingerprint, areas, showsOutcomes, changedForChildren } =
    useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <p className="govuk-body-s app-no-print">
          {item}, as {yotName} shares it until {longDate(until)}.
        </p>
        {parts.length > 0 ? (
          <ReportDocument title={title} about={about} parts={parts} fingerprint={fingerprint} />
        ) : (
          <>
            <h1 className="govuk-heading-l">
              {title}: {item.toLowerCase()}
            </h1>
            {changedForChildren !== '' && (
              <>
                <h2 className="govuk-heading-m">What has changed for children, in the service’s words</h2>
                <TypedText text={changedForChildren} />
              </>
            )}
            <PlanAreas areas={areas} editAt={null} showsOutcomes={showsOutcomes} />
          </>
        )}
      </div>
    </div>
  )
}
