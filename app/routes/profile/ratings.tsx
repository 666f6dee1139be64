import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { ProfileRatings } from '#app/components/ratings/profile-ratings.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { suspensionsOf } from '#services/bank/index.ts'
import { ownRatings } from '#services/ratings/index.ts'

export const meta = () => pageTitle('Your ratings and standing')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { ratings: await ownRatings(ctx), suspensions: await suspensionsOf(ctx, ctx.actor.personId) }
}

export default function OwnRatings() {
  const { ratings, suspensions } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/profile">Your place in the bank</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-l">Your ratings and standing</h1>
          {ratings !== null && ratings.beside.length > 0 && (
            <>
              {ratings.couldBeBetter !== null && (
                <p className="govuk-body">
                  What lies furthest below everybody’s, and could be better: <strong>{ratings.couldBeBetter}</strong>.
                </p>
              )}
              <DataTable
                caption="Yours beside everybody’s"
                rows={ratings.beside}
                rowId={({ name }) => name}
                empty=""
                columns={[
                  { id: 'what', header: 'Criterion', isRowHeader: true, cell: ({ title }) => title },
                  {
                    id: 'own',
                    header: 'Yours',
                    isNumeric: true,
                    cell: ({ shown }) => shown?.toFixed(1) ?? 'Not shown',
                  },
                  {
                    id: 'all',
                    header: 'Everybody’s',
                    isNumeric: true,
                    cell: ({ everybody }) => everybody?.toFixed(1) ?? 'Not shown',
                  },
                ]}
              />
            </>
          )}
          {ratings !== null && <ProfileRatings {...ratings} heading="What hosts said of your work" />}
          <h2 className="govuk-heading-m">Your standing</h2>
          {suspensions.length === 0 ? (
            <p className="govuk-body">You have never been suspended.</p>
          ) : (
            <ul className="govuk-list govuk-list--bullet">
              {suspensions.map(({ from, until, liftedOn }) => (
                <li key={from}>
                  Suspended from {longDate(from)}
                  {liftedOn === null
                    ? until === null
                      ? ''
                      : ` until ${longDate(until)}`
                    : `, ended on ${longDate(liftedOn)}`}
                </li>
              ))}
            </ul>
          )}
          <p className="govuk-body">
            What concerns you, where it stands and what would mend it is under “Under way” on{' '}
            <a className="govuk-link" href="/home">
              your home page
            </a>
            . When your approval runs out stands on{' '}
            <a className="govuk-link" href="/profile">
              your place in the bank
            </a>
            .
          </p>
        </div>
      </div>
    </>
  )
}
