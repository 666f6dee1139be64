import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { ReportDocument } from '#app/components/reports/report-document.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { printedReport } from '#services/reports/index.ts'

export const meta = () => pageTitle('Report')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await printedReport(await requireActor(args), pathPart(args, 'ref')))

export default function PrintedReport() {
  const { ref, ...report } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href={`/reviews/${ref}/report`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <ReportDocument {...report} />
        </div>
      </div>
    </>
  )
}
