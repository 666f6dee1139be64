import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { weightsPage } from '#services/reviews/index.ts'

export const meta = () => pageTitle('How people are weighed')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await weightsPage(await requireActor(args)))

type Version = ReturnType<typeof useLoaderData<typeof loader>>['history'][number]

const Versions = ({ history }: { history: Version[] }) => (
  <>
    <h2 className="govuk-heading-m">Versions</h2>
    {history.map(({ version, publishedAt, publishedBy, reason, changes }) => (
      <section key={version}>
        <h3 className="govuk-heading-s govuk-!-margin-bottom-1">Version {version}</h3>
        <p className="govuk-body govuk-!-margin-bottom-1">
          {dateAndTime(publishedAt)}, {publishedBy}: {reason}
        </p>
        <ul className="govuk-list govuk-list--bullet">
          {changes.map((say) => (
            <li key={say}>{say}</li>
          ))}
        </ul>
      </section>
    ))}
    <p className="govuk-body">Version 1 came with the exchange.</p>
  </>
)

export default function Weights() {
  const { version, weights, mayPublish, history } = useLoaderData<typeof loader>()
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
          {mayPublish && (
            <p className="govuk-body">
              <a className="govuk-link" href="/association/rounds/weights/change">
                Change the weights
              </a>
              . You first see what a past round would have been.
            </p>
          )}
          <SummaryList
            rows={weights.map(({ title, says, numbers }) => ({
              key: title,
              value: (
                <>
                  <p className="govuk-body">{says}</p>
                  <ul className="govuk-list govuk-!-margin-bottom-0">
                    {numbers.map(({ name, value, unit }) => (
                      <li key={name}>
                        {name}: {value.toLocaleString('en-GB')}
                        {unit === '%' ? '%' : ` ${unit}`}
                      </li>
                    ))}
                  </ul>
                </>
              ),
            }))}
          />
          <Versions history={history} />
        </div>
      </div>
    </>
  )
}
