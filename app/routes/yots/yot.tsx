import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { TileMap } from '#app/components/charts/tile-map.tsx'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { OfferingsOf } from '#app/components/offerings/offerings-of.tsx'
import { YotFacts, YotNeighbours, YotPosts } from '#app/components/yots/yot-facts.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { offeringsOf } from '#services/offerings/index.ts'
import { findYot, yotTiles } from '#services/yots/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.yot.name ?? 'Page not found')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const yot = orThrow(await findYot(ctx, pathPart(args, 'code')))
  const [offerings, tiles] = await Promise.all([offeringsOf(ctx, { yotCode: yot.code }), yotTiles(ctx)])
  return { yot, offerings, tiles, isVisitor: ctx.actor.kind === 'visitor' }
}

export default function Yot() {
  const { yot, offerings, tiles, isVisitor } = useLoaderData<typeof loader>()
  const isNeighbour = (code: string) => yot.neighbours.some((neighbour) => neighbour.code === code)
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">{yot.name}</h1>
        <YotFacts yot={yot} />
        <h2 className="govuk-heading-m">Posts</h2>
        {isVisitor && yot.posts.length > 0 && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/sign-in?${new URLSearchParams({ returnTo: `/yots/${yot.code}` })}`}>
              Sign in
            </a>{' '}
            to see who holds them.
          </p>
        )}
        <YotPosts posts={yot.posts} />
        {yot.mayManagePosts && (
          <ButtonLink href={`/yots/${yot.code}/posts`} variant="secondary">
            Keep these posts up to date
          </ButtonLink>
        )}
        <OfferingsOf offerings={offerings} />
        <TileMap
          title="Where it is, and its neighbours"
          headingLevel={2}
          tiles={tiles.map((tile) => ({
            ...tile,
            isHere: tile.code === yot.code,
            mark: tile.code === yot.code ? 'full' : isNeighbour(tile.code) ? 'part' : 'none',
          }))}
          means={{ part: 'Neighbouring services', none: 'Other services' }}
          table={
            yot.neighbours.length === 0 ? (
              <p className="govuk-body">It borders no other service.</p>
            ) : (
              <YotNeighbours neighbours={yot.neighbours} />
            )
          }
        />
        <p className="govuk-body">
          <a className="govuk-link" href="/yots">
            Find another service
          </a>
        </p>
      </div>
    </div>
  )
}
