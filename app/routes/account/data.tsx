import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { rooms } from '#services/exchange.ts'
import { myData } from '#services/insight/index.ts'

export const meta = () => pageTitle('What we hold about you')

/** Rows of each kind that the page shows; the downloads have them all. */
const mostOnPage = 5

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await myData(await requireActor(args), { most: mostOnPage, isForReading: true, rooms }))

export default function MyData() {
  const { madeAt, sections, notShown } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/account">Back to your account</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-l">What we hold about you</h1>
          <p className="govuk-body">
            Everything with your name on it, as it was on {dateAndTime(madeAt)}. Take it all away{' '}
            <a className="govuk-link" href="/account/data/my-data.html" download>
              as a page to read
            </a>{' '}
            or{' '}
            <a className="govuk-link" href="/account/data/my-data.json" download>
              as JSON for another program
            </a>
            .
          </p>
          {sections.map(({ title, why, correctAt, headings, rows, more }) => (
            <section key={title}>
              <h2 className="govuk-heading-m">{title}</h2>
              <p className="govuk-body">
                {why}.{' '}
                {correctAt !== null && (
                  <a className="govuk-link" href={correctAt}>
                    Change it<span className="govuk-visually-hidden">: {title}</span>
                  </a>
                )}
              </p>
              {rows.map((row, index) => (
                <SummaryList
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows come without an id
                  key={index}
                  rows={headings.flatMap((key, place) => {
                    const value = row[place]
                    return value ? [{ key, value }] : []
                  })}
                />
              ))}
              {more > 0 && <p className="govuk-body">And {more} more, in the downloads.</p>}
            </section>
          ))}
          <Details summary="What is not shown here, and why">
            <ul className="govuk-list govuk-list--bullet">
              {notShown.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </Details>
          <p className="govuk-body">
            Something wrong that you cannot change yourself?{' '}
            <a className="govuk-link" href="/contact">
              Write to the association
            </a>
            .
          </p>
          <p className="govuk-body">
            <a className="govuk-link" href="/account/leave">
              Leave Critical Friend
            </a>
          </p>
        </div>
      </div>
    </>
  )
}
