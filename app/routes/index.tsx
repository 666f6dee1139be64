import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { StepTimeline } from '#app/components/charts/step-timeline.tsx'
import { TileMap } from '#app/components/charts/tile-map.tsx'
import { longDate } from '#app/components/dates.ts'
import { NeedBox } from '#app/components/enquiries/need-box.tsx'
import { ButtonGroup, ButtonLink } from '#app/components/govuk/button.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import { Figures } from '#app/components/information/figures.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { briefingNow } from '#services/briefing/index.ts'
import { exchangeInNumbers, exchangeMap, type MappedYot } from '#services/insight/index.ts'
import { exampleTimeline } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Peer review and support between youth justice services')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const [numbers, map, briefing] = await Promise.all([exchangeInNumbers(ctx), exchangeMap(ctx), briefingNow(ctx)])
  return { ...numbers, map, briefing, example: exampleTimeline }
}

export default function Index() {
  const { services, inBank, offerings, finished, given, map, briefing, example } = useLoaderData<typeof loader>()
  return (
    <>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-xl">Peer review and support between youth justice services</h1>
          <p className="govuk-body-l">
            Ask colleagues from other services for a review, for advice or for training, and offer them yours. Run by
            managers, for managers, across England and Wales.
          </p>
          <NeedBox hint="In your own words, in a line or two. You see who could help before anybody is written to." />
          <ButtonGroup>
            <ButtonLink href="/reviews/request" isStart>
              Ask for a peer review
            </ButtonLink>
            <ButtonLink href="/offerings" variant="secondary">
              Find support
            </ButtonLink>
          </ButtonGroup>
        </div>
      </div>

      <Figures
        title="The exchange so far"
        figures={[
          { number: services, words: 'youth justice services' },
          { number: inBank, words: inBank === 1 ? 'person in the bank' : 'people in the bank' },
          { number: offerings, words: offerings === 1 ? 'offering' : 'offerings' },
          { number: finished, words: finished === 1 ? 'piece of traded work' : 'pieces of traded work' },
          ...(given === null ? [] : [{ number: given.hours, words: `hours given, up to ${longDate(given.until)}` }]),
        ]}
      />

      <div className="govuk-grid-row">
        <div className="govuk-grid-column-one-half">
          <h2 className="govuk-heading-m">If you run a service</h2>
          <ul className="govuk-list govuk-list--bullet">
            <li>Ask for a review: you set the questions, and you decide what is shared and with whom.</li>
            <li>
              <a className="govuk-link" href="/offerings">
                See what other services offer
              </a>
              , free, in kind, at cost or charged.
            </li>
            <li>List what you do well, and get training and credit in return.</li>
          </ul>
        </div>
        <div className="govuk-grid-column-one-half">
          <h2 className="govuk-heading-m">If you review, advise or train</h2>
          <ul className="govuk-list govuk-list--bullet">
            <li>
              <a className="govuk-link" href="/apply">
                Apply to join the bank
              </a>
              : two assessors decide on evidence, and give their reasons.
            </li>
            <li>Say when you can and how often; you are never asked beyond it.</li>
            <li>Be rated only by those you worked for, with a right of reply.</li>
          </ul>
        </div>
      </div>

      <div className="govuk-grid-row">
        <div className="govuk-grid-column-one-half">
          <ExchangeMap map={map} />
        </div>
        <div className="govuk-grid-column-one-half">
          <h2 className="govuk-heading-m">How a review runs</h2>
          <p className="govuk-body">
            A made-up review in the middle of its way: what is done, whose turn it is, and what is still to come.
          </p>
          <StepTimeline steps={example} title="An example" headingLevel={3} isFolded />
        </div>
      </div>

      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h2 className="govuk-heading-m">What is new, every other week</h2>
          <p className="govuk-body">
            The briefing says in three minutes what changed, what is offered and asked for, and what takes place in each
            region; it may be passed on whole.{' '}
            <a className="govuk-link" href={briefing.latest === null ? '/briefing' : `/briefing/${briefing.latest}`}>
              {briefing.latest === null ? 'The briefing' : `The briefing of ${longDate(briefing.latest)}`}
            </a>
            {briefing.next !== null && `. The next one goes on ${longDate(briefing.next)}`}.
          </p>
          <h2 className="govuk-heading-m">Who decides, and how conflicts of interest are handled</h2>
          <p className="govuk-body">
            Decisions are taken by pairs and boards of serving managers, on evidence, with reasons kept. Conflicts of
            interest are checked by published rules before anybody is contacted. The rules bind the association’s own
            officers: a person with a conflict does not see the case at all.
          </p>
          <p className="govuk-body">
            <a className="govuk-link" href="/how-it-works">
              How it works
            </a>{' '}
            and{' '}
            <a className="govuk-link" href="/how-it-works/conflicts">
              the conflict rules in full
            </a>
            ; the{' '}
            <a className="govuk-link" href="/decisions">
              decision log
            </a>
            , the{' '}
            <a className="govuk-link" href="/gaps">
              gaps
            </a>
            , the{' '}
            <a className="govuk-link" href="/balance">
              balance of regions
            </a>
            , the{' '}
            <a className="govuk-link" href="/business-case">
              business case
            </a>{' '}
            and{' '}
            <a className="govuk-link" href="/independence">
              what keeps it independent
            </a>{' '}
            are open to anybody.
          </p>
          <p className="govuk-body">
            A peer review is not an inspection. It happens by invitation, and it is there to help.
          </p>
        </div>
      </div>
    </>
  )
}

/** Every service, those with something on offer marked; by region beneath. */
const ExchangeMap = ({ map }: { map: readonly MappedYot[] }) => {
  const regions = [...new Set(map.map(({ regionName }) => regionName))].sort()
  const rows = regions.map((region) => ({ region, of: map.filter(({ regionName }) => regionName === region) }))
  const offering = (of: readonly MappedYot[]) => of.filter(({ offerings }) => offerings > 0).length
  return (
    <TileMap
      title="Who offers something today"
      headingLevel={2}
      tiles={map.map(({ offerings, ...tile }) => ({ ...tile, mark: offerings > 0 ? 'full' : 'none' }))}
      means={{ full: 'Offers something', none: 'Nothing listed yet' }}
      isFolded
      table={
        <Table
          caption={<span className="govuk-visually-hidden">Services by region</span>}
          head={['Region', { content: 'Services', isNumeric: true }, { content: 'Offering', isNumeric: true }]}
          rows={rows.map(({ region, of }) => [
            `${region} (${of[0]?.initials})`,
            { content: of.length, isNumeric: true },
            { content: offering(of), isNumeric: true },
          ])}
          firstCellIsHeader
        />
      }
    />
  )
}
