import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { ProviderName } from '#app/components/offerings/offering-parts.tsx'
import { type Column, DataTable } from '#app/components/table/data-table.tsx'
import { getCtx } from '#app/http/actor.ts'
import { maySeeNames } from '#services/bank/index.ts'
import { catalogueExtras } from '#services/courses/index.ts'
import { compareOfferings, mostCompared } from '#services/offerings/index.ts'
import { shownFigures } from '#services/ratings/index.ts'
import { yotPlaces } from '#services/yots/index.ts'

export const meta: MetaFunction = () => pageTitle('Offerings side by side')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const { searchParams } = new URL(args.request.url)
  const asked = searchParams.getAll('of')
  const near = searchParams.get('near')
  const offerings = await compareOfferings(ctx, asked, near)
  const figures = maySeeNames(ctx.actor) ? (await shownFigures(ctx)).figures : null
  return {
    offerings: offerings.map((one) => ({ ...one, rating: figures?.get(one.ratedAs) ?? null })),
    extras: await catalogueExtras(
      ctx,
      offerings.map(({ slug }) => slug),
    ),
    most: mostCompared,
    isMore: new Set(asked).size > mostCompared,
    seesRatings: figures !== null,
    near: (near !== null && (await yotPlaces(ctx)).get(near)?.name) || null,
  }
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>
type Row = { name: string; cells: React.ReactNode[] }

const rowsOf = ({ offerings, extras, seesRatings, near }: Loaded): Row[] => {
  const row = (name: string, cell: (one: Loaded['offerings'][number]) => React.ReactNode): Row => ({
    name,
    cells: offerings.map((one) => cell(one) ?? 'None'),
  })
  return [
    row('What it is', ({ summary }) => summary),
    row('From', ({ provider, region }) => (
      <>
        <ProviderName provider={provider} />, {region}
      </>
    )),
    ...(near === null ? [] : [row(`Miles from ${near}`, ({ away }) => away ?? 'Not measured')]),
    row('Price', ({ price }) => price),
    row('Kind', ({ kind }) => kind),
    row('Delivery', ({ delivery }) => delivery.join(', ')),
    row('Next date', ({ slug }) => {
      const next = extras[slug]?.next
      return next ? (
        <a className="govuk-link" href={`/courses/${next.ref}`}>
          {dateAndTime(new Date(next.startsAt))}, {next.free} free
        </a>
      ) : (
        'None with free places'
      )
    }),
    row('Quality mark', ({ slug }) => (extras[slug]?.hasMark ? 'In force' : 'None')),
    ...(seesRatings
      ? [
          row('Ratings of its provider', ({ rating }) =>
            rating === null ? 'Too few for a figure' : `${rating.shown.toFixed(1)} of 5 from ${rating.count} ratings`,
          ),
        ]
      : []),
    row('Themes', ({ themes }) => themes.join('; ')),
  ]
}

export default function CompareOfferings() {
  const loaded = useLoaderData<typeof loader>()
  const { offerings, isMore, most } = loaded
  const columns: Column<Row>[] = [
    { id: 'what', header: 'What', isRowHeader: true, cell: ({ name }) => name },
    ...offerings.map(
      ({ slug, title }, at): Column<Row> => ({ id: slug, header: title, cell: ({ cells }) => cells[at] }),
    ),
  ]
  return (
    <>
      <BackLink href="/offerings">Offerings</BackLink>
      <h1 className="govuk-heading-l">Side by side</h1>
      {isMore && <p className="govuk-body">These are the first {most} of those that you chose.</p>}
      {offerings.length < 2 && (
        <p className="govuk-body">
          Choose two to {most} in the{' '}
          <a className="govuk-link" href="/offerings">
            list of offerings
          </a>
          , then press “Compare”.
        </p>
      )}
      {offerings.length > 0 && (
        <>
          <DataTable
            caption={`${offerings.length} of the offerings`}
            columns={columns}
            rows={rowsOf(loaded)}
            rowId={({ name }) => name}
            empty=""
          />
          <ul className="govuk-list">
            {offerings.map(({ slug, title }) => (
              <li key={slug}>
                <a className="govuk-link" href={`/offerings/${slug}`}>
                  Read {title}, or ask for it
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
