import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MarksChart } from '#app/components/charts/marks-chart.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { MarkedStatements } from '#app/components/self-assessments/marked-statements.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { selfAssessmentPage } from '#services/self-assessments/index.ts'
import { scale } from '#services/workbooks/index.ts'

export const meta = () => pageTitle('Self-assessment, to print')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await selfAssessmentPage(await requireActor(args), pathPart(args, 'ref'))),
  scale,
})

export default function PrintedSelfAssessment() {
  const { page, scale } = useLoaderData<typeof loader>()
  const { ref, title, about, yotName, statements, at, threshold, last } = page
  return (
    <>
      <BackLink href={`/self-assessments/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          {about.map((sentence) => (
            <p key={sentence} className="govuk-body">
              {sentence}
            </p>
          ))}
          <p className="govuk-body">
            {page.finishedOn === null ? 'A draft: it is not finished.' : `Finished ${longDate(page.finishedOn)}.`} {at}{' '}
            of {statements.length} stand at {threshold} or more.
          </p>
          <MarksChart
            title={last === null ? 'The marks' : 'The marks, beside the last time'}
            most={10}
            threshold={threshold}
            beforeWords={last && longDate(last.on)}
            rows={statements}
          />
          <MarkedStatements statements={statements} scale={scale} />
        </div>
      </div>
    </>
  )
}
