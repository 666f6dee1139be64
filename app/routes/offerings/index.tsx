import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { TellGap } from '#app/components/insight/tell-gap.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { CatalogueFilterForm } from '#app/components/offerings/catalogue-filter.tsx'
import { OfferingList } from '#app/components/offerings/offering-list.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { SavedViews } from '#app/components/table/saved-views.tsx'
import { changeParams } from '#app/components/table/url-state.ts'
import { getCtx } from '#app/http/actor.ts'
import { changeViews } from '#app/http/saved-views.ts'
import { savedViews } from '#services/accounts/index.ts'
import { maySeeNames, themesByCode } from '#services/bank/index.ts'
import { may } from '#services/core/access.ts'
import { catalogueExtras, datedFacts } from '#services/courses/index.ts'
import { countQuietly } from '#services/gaps/index.ts'
import {
  catalogueChoices,
  countFacets,
  distancesFor,
  readCatalogueFilter,
  searchOfferings,
} from '#services/offerings/index.ts'
import { shownFigures } from '#services/ratings/index.ts'
import { yotPlaces, yotsOf } from '#services/yots/index.ts'

const path = '/offerings'

export const meta: MetaFunction = () => pageTitle('Offerings')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const [choices, yots] = await Promise.all([catalogueChoices(ctx), yotPlaces(ctx)])
  const { searchParams } = new URL(args.request.url)
  const seesRatings = maySeeNames(ctx.actor)
  const filter = readCatalogueFilter(
    searchParams,
    choices.themes.map(({ value }) => value),
    { seesRatings, ownYots: yotsOf(ctx.actor), yots },
  )
  const known = {
    rated: filter.sort === 'rated' ? await shownFigures(ctx) : null,
    dated: datedFacts(ctx),
    distances: await distancesFor(ctx, filter.near),
  }
  const catalogue = await searchOfferings(ctx, filter, known)
  if (catalogue.count === 0 || catalogue.isSomeWords)
    await countQuietly(
      ctx,
      { of: 'offerings', words: filter.q, theme: filter.theme ?? '' },
      (await themesByCode(ctx)).values(),
    )
  const [facets, extras, views] = await Promise.all([
    countFacets(ctx, filter, catalogue.isSomeWords, known),
    catalogueExtras(
      ctx,
      catalogue.offerings.map(({ slug }) => slug),
    ),
    savedViews(ctx, path),
  ])
  // What is kept says from where it is measured, whatever post its owner holds then.
  const kept = new URLSearchParams([...searchParams].filter(([name, value]) => name !== 'page' && value !== ''))
  if (filter.within !== null && filter.near !== null) kept.set('near', filter.near)
  return {
    catalogue,
    facets,
    extras,
    choices,
    sort: filter.sort,
    sortings: sortings.filter(({ id }) => {
      if (id === 'rated') return seesRatings
      return id === 'nearest' ? filter.near !== null : id !== 'relevance' || filter.q !== ''
    }),
    near: filter.near === null ? null : { code: filter.near, name: yots.get(filter.near)?.name ?? '' },
    isSignedIn: ctx.actor.personId !== null,
    mayOffer: may(ctx.actor, 'offering.write'),
    mayAsk: may(ctx.actor, 'enquiry.send'),
    views,
    query: kept.size === 0 ? null : kept.toString(),
  }
}

export const action = (args: ActionFunctionArgs) => changeViews(args, path)

export default function Offerings() {
  const { catalogue, facets, extras, choices, sort, sortings, near, isSignedIn, mayOffer, mayAsk, views, query } =
    useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const { offerings, page, pageCount } = catalogue
  return (
    <>
      <h1 className="govuk-heading-l">Offerings</h1>
      <p className="govuk-body">
        What services and associates offer each other, and outside providers beside them: training, consultancy,
        mentoring, tools and support around inspections.
      </p>
      {mayOffer && (
        <div className="govuk-button-group">
          {mayAsk && <ButtonLink href="/enquiries/new">Tell us what you need</ButtonLink>}
          <ButtonLink href="/offerings/new" variant="secondary">
            Offer something
          </ButtonLink>
          <a className="govuk-link" href="/offerings/yours">
            Your offerings
          </a>
          <a className="govuk-link" href="/enquiries">
            Enquiries
          </a>
        </div>
      )}
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-one-third">
          <CatalogueFilterForm params={params} choices={choices} facets={facets} near={near} />
          {isSignedIn && <SavedViews path={path} views={views} query={query} of="search" />}
        </div>
        <div className="govuk-grid-column-two-thirds">
          <h2 className="govuk-heading-m govuk-!-margin-bottom-2">{found(catalogue)}</h2>
          {catalogue.isSomeWords && (
            <p className="govuk-body">Nothing has all of those words. These have some of them.</p>
          )}
          {catalogue.isMore && <p className="govuk-body">These are the newest. Add words or a filter to see fewer.</p>}
          {sortings.length > 1 && offerings.length > 0 && <Sorting sort={sort} sortings={sortings} params={params} />}
          {sort === 'rated' && <RatedHint />}
          {sort === 'drawn' && <DrawnHint />}
          {sort === 'nearest' && near !== null && <NearHint name={near.name} />}
          {offerings.length === 0 ? (
            <>
              <Nothing isPastEnd={catalogue.count > 0} />
              {catalogue.count === 0 && (
                <TellGap of="offerings" words={params.get('q') ?? ''} theme={params.get('theme') ?? ''} />
              )}
            </>
          ) : (
            <OfferingList offerings={offerings} extras={extras} near={near} />
          )}
          <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
        </div>
      </div>
    </>
  )
}

const found = ({ count, isMore }: { count: number; isMore: boolean }) => {
  if (count === 0) return 'No offerings found'
  const number = count.toLocaleString('en-GB')
  return isMore ? `More than ${number} offerings` : `${number} ${count === 1 ? 'offering' : 'offerings'}`
}

const sortings = [
  { id: 'relevance', text: 'best match' },
  { id: 'newest', text: 'newest' },
  { id: 'soonest', text: 'soonest date' },
  { id: 'nearest', text: 'nearest' },
  { id: 'rated', text: 'best rated' },
  { id: 'drawn', text: 'drawn by lot today' },
] as const

type Sortings = readonly (typeof sortings)[number][]

const Sorting = ({ sort, sortings, params }: { sort: string; sortings: Sortings; params: URLSearchParams }) => (
  <p className="govuk-body-s">
    Sorted by{' '}
    {sortings.map(({ id, text }, index) => (
      <span key={id}>
        {index > 0 && ' | '}
        {id === sort ? (
          <strong>{text}</strong>
        ) : (
          <a className="govuk-link" href={changeParams(params, { sort: id, page: null })}>
            {text}
          </a>
        )}
      </span>
    ))}
  </p>
)

const RatedHint = () => (
  <p className="govuk-body-s">
    By what hosts said of whoever offers it, a service as a service. Those with too few ratings for a figure stand in
    between:{' '}
    <a className="govuk-link" href="/how-it-works/ratings">
      how figures are made
    </a>
    .
  </p>
)

const DrawnHint = () => (
  <p className="govuk-body-s">
    Drawn anew each day: one offering of each provider in turn, so that neither the newest nor whoever offers most comes
    first.
  </p>
)

const NearHint = ({ name }: { name: string }) => (
  <p className="govuk-body-s">
    Miles from {name}, between the middles of areas. Associates and outside providers have no place, and come last.
  </p>
)

const Nothing = ({ isPastEnd }: { isPastEnd: boolean }) => (
  <p className="govuk-body">
    {isPastEnd ? 'There are not that many pages. ' : 'Remove a filter, or try other words. '}
    <a className="govuk-link" href="/offerings">
      See all offerings
    </a>
  </p>
)
