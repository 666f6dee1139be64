import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonGroup, ButtonLink } from '#app/components/govuk/button.tsx'
import { Figures } from '#app/components/information/figures.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { exchangeInNumbers } from '#services/insight/exchange-in-numbers.ts'

export const meta = () => pageTitle('Peer review and support between youth justice services')

export const loader = async (args: LoaderFunctionArgs) => exchangeInNumbers(await getCtx(args))

export default function Index() {
  const { services, inBank, offerings, finished } = useLoaderData<typeof loader>()
  return (
    <>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-xl">Peer review and support between youth justice services</h1>
          <p className="govuk-body-l">
            Ask colleagues from other services for a review, for advice or for training, and offer them yours. Run by
            managers, for managers, across England and Wales.
          </p>
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
        title="The exchange today"
        figures={[
          { number: services, words: 'youth justice services' },
          { number: inBank, words: inBank === 1 ? 'person in the bank' : 'people in the bank' },
          { number: offerings, words: offerings === 1 ? 'offering' : 'offerings' },
          { number: finished, words: finished === 1 ? 'piece of traded work' : 'pieces of traded work' },
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
        <div className="govuk-grid-column-two-thirds">
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
          </p>
          <p className="govuk-body">
            A peer review is not an inspection. It happens by invitation, and it is there to help.
          </p>
        </div>
      </div>
    </>
  )
}
