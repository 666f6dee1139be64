import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { weightsPage } from '#services/reviews/weights.ts'

export const meta = () => pageTitle('How people are weighed')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await weightsPage(await requireActor(args)))

export default function Weights() {
  const { version, weights } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/association/rounds">Rounds</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">Version {version}</span>
          <h1 className="govuk-heading-l">How people are weighed</h1>
          <p className="govuk-body">
            These settings turn facts into whole points, the same for everybody. Nobody’s points are shown to anyone:
            pages give the reasons in words. A place is worth about 1,000 points at best.
          </p>
          <SummaryList
            rows={weights.map(({ title, says, numbers }) => ({
              key: title,
              value: (
                <>
                  <p className="govuk-body">{says}</p>
                  <ul className="govuk-list govuk-!-margin-bottom-0">
                    {numbers.map(({ name, points }) => (
                      <li key={name}>
                        {name}: {points.toLocaleString('en-GB')}
                      </li>
                    ))}
                  </ul>
                </>
              ),
            }))}
          />
        </div>
      </div>
    </>
  )
}
