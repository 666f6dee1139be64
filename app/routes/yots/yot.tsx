import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { TileMap } from '#app/components/charts/tile-map.tsx'
import { longDate } from '#app/components/dates.ts'
import { ledgerHours } from '#app/components/engagements/ledger-words.ts'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { OfferingsOf } from '#app/components/offerings/offerings-of.tsx'
import { ShownSelfAssessments } from '#app/components/self-assessments/shown-self-assessments.tsx'
import { YotFacts, YotNeighbours, YotPosts } from '#app/components/yots/yot-facts.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { type YotYear, yotYears } from '#services/engagements/index.ts'
import { offeringsOf } from '#services/offerings/index.ts'
import { sharedBy } from '#services/reports/index.ts'
import { shownSelfAssessments } from '#services/self-assessments/index.ts'
import { findYot, yotTiles } from '#services/yots/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.yot.name ?? 'Page not found')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const yot = orThrow(await findYot(ctx, pathPart(args, 'code')))
  const [offerings, tiles, shared, years, assessed] = await Promise.all([
    offeringsOf(ctx, { yotCode: yot.code }),
    yotTiles(ctx),
    sharedBy(ctx, yot.code),
    yotYears(ctx, yot.code),
    shownSelfAssessments(ctx, yot.code),
  ])
  return { yot, offerings, tiles, shared, years, assessed, isVisitor: ctx.actor.kind === 'visitor' }
}

export default function Yot() {
  const { yot, offerings, tiles, shared, years, assessed, isVisitor } = useLoaderData<typeof loader>()
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
        <SharedPractice shared={shared} />
        <ShownSelfAssessments all={assessed} title="How it marks itself" />
        {years !== null && <GivenAndReceived years={years} />}
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

const SharedPractice = ({ shared }: { shared: readonly { title: string; path: string; until: string }[] }) =>
  shared.length === 0 ? null : (
    <>
      <h2 className="govuk-heading-m">What it shares of its reviews</h2>
      <ul className="govuk-list govuk-list--bullet">
        {shared.map(({ title, path, until }) => (
          <li key={path}>
            <a className="govuk-link" href={path}>
              {title}
            </a>
            , until {longDate(until)}
          </li>
        ))}
      </ul>
    </>
  )

const GivenAndReceived = ({ years }: { years: readonly YotYear[] }) => (
  <>
    <h2 className="govuk-heading-m">What it gave and received</h2>
    {years.length === 0 ? (
      <p className="govuk-body">Nothing through the exchange in this year or the two before.</p>
    ) : (
      <Table
        caption={<span className="govuk-visually-hidden">Hours given to other services and received from them</span>}
        head={['Year', { content: 'Hours given', isNumeric: true }, { content: 'Hours received', isNumeric: true }]}
        rows={years.map(({ year, givenMinutes, receivedMinutes }) => [
          year,
          { content: ledgerHours(givenMinutes), isNumeric: true },
          { content: ledgerHours(receivedMinutes), isNumeric: true },
        ])}
        firstCellIsHeader
      />
    )}
    <p className="govuk-body-s">
      Up to the end of last month. That a service had a review is its own to tell, so time received in reviews is not
      counted here.
    </p>
  </>
)
