import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { YotAnchor, YotSearchResults } from '#app/components/yots/search-results.tsx'
import { getCtx } from '#app/http/actor.ts'
import { countByRegion, regionName, searchRegister, yotsOfRegion } from '#services/yots/index.ts'

export const meta = () => pageTitle('Youth justice services')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const { searchParams } = new URL(args.request.url)
  const query = (searchParams.get('q') ?? '').trim().slice(0, 100)
  const region = searchParams.get('region')
  const [search, regions, yots] = await Promise.all([
    query === '' ? null : searchRegister(ctx, query),
    countByRegion(ctx),
    region === null ? [] : yotsOfRegion(ctx, region),
  ])
  return {
    query,
    search,
    regions: regions.map((row) => ({ ...row, name: regionName(row.region) })),
    chosen: region !== null && yots.length > 0 ? { name: regionName(region), yots } : null,
  }
}

export default function Yots() {
  const { query, search, regions, chosen } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">Youth justice services</h1>
        <form method="get" action="/yots">
          <Input
            name="q"
            type="search"
            label="Find a service"
            hint="By its name, its council or what people call it, like “Leeds YOT”"
            defaultValue={query}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
          />
          <Button>Search</Button>
        </form>
        {search !== null && <YotSearchResults query={query} search={search} />}
        {chosen !== null && (
          <section aria-labelledby="chosen">
            <h2 className="govuk-heading-m" id="chosen">
              {chosen.name}
            </h2>
            <ul className="govuk-list">
              {chosen.yots.map((yot) => (
                <li key={yot.code}>
                  <YotAnchor {...yot} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <h2 className="govuk-heading-m">{chosen === null ? 'By region' : 'Other regions'}</h2>
        <ul className="govuk-list">
          {regions
            .filter(({ name }) => name !== chosen?.name)
            .map(({ region, name, count }) => (
              <li key={region}>
                <a className="govuk-link" href={`/yots?${new URLSearchParams({ region })}`}>
                  {name}
                </a>{' '}
                ({count})
              </li>
            ))}
        </ul>
      </div>
    </div>
  )
}
