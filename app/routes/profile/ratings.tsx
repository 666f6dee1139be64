import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Clocks, MendLink } from '#app/components/bank/clocks.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { ProfileRatings } from '#app/components/ratings/profile-ratings.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { type Mend, readProfile, standingHistory } from '#services/bank/index.ts'
import { ownConcerns } from '#services/fairness/index.ts'
import { ownRatings } from '#services/ratings/index.ts'

export const meta = () => pageTitle('Your ratings and standing')

/** What would mend it, where that leads to this page: to the part of it. */
const fromHere = <T extends { mend: Mend | null }>(one: T): T =>
  one.mend?.href === '/profile/ratings' ? { ...one, mend: { ...one.mend, href: '#concerns' } } : one

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const profile = await readProfile(ctx)
  return {
    ratings: await ownRatings(ctx),
    clocks: profile.ok ? (profile.value.standing?.clocks ?? []).map(fromHere) : [],
    noes: profile.ok ? profile.value.noes.map(fromHere) : [],
    history: await standingHistory(ctx),
    concerns: await ownConcerns(ctx),
  }
}

export default function OwnRatings() {
  const { ratings, clocks, noes, history, concerns } = useLoaderData<typeof loader>()
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
                caption="Your means beside everybody’s"
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
          {history.length === 0 && <p className="govuk-body">You are not in the bank.</p>}
          {noes.length > 0 && (
            <>
              <h3 className="govuk-heading-s">What is in the way, and what would mend it</h3>
              <ul className="govuk-list govuk-list--bullet">
                {noes.map(({ bar, say, mend }) => (
                  <li key={bar}>
                    {say} <MendLink mend={mend} />
                  </li>
                ))}
              </ul>
            </>
          )}
          {clocks.length > 0 && (
            <>
              <h3 className="govuk-heading-s">What runs out, and when</h3>
              <Clocks clocks={clocks} />
            </>
          )}
          {history.length > 0 && (
            <>
              <h3 className="govuk-heading-s">What happened to it</h3>
              <SummaryList rows={history.map(({ on, says }) => ({ key: longDate(on), value: says }))} />
            </>
          )}
          <h2 className="govuk-heading-m" id="concerns">
            Concerns
          </h2>
          {concerns.length === 0 ? (
            <p className="govuk-body">Nothing about you was brought to the association, and nothing by you.</p>
          ) : (
            <SummaryList
              rows={concerns.map(({ ref, kindTitle, title, statusWord, openedOn }) => ({
                key: `${kindTitle}, ${longDate(openedOn)}`,
                value: (
                  <>
                    {title}{' '}
                    <a className="govuk-link app-unbroken" href={`/concerns/${ref}`}>
                      {ref}
                    </a>
                    . {statusWord}.
                  </>
                ),
              }))}
            />
          )}
          <p className="govuk-body">
            <a className="govuk-link" href="/fairness">
              How fair process works
            </a>
          </p>
        </div>
      </div>
    </>
  )
}
