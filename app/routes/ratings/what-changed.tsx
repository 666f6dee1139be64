import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { InformationPage } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { enoughAnswers, whatChanged } from '#services/ratings/index.ts'

export const meta = () => pageTitle('What changed')

export const loader = async (args: LoaderFunctionArgs) => ({
  enoughAnswers,
  ...(await whatChanged(await requireActor(args))),
})

const kinds = { review: 'a peer review', engagement: 'agreed work' } as const

export default function WhatChanged() {
  const { said, answers, quotes, enoughAnswers } = useLoaderData<typeof loader>()
  return (
    <InformationPage
      title="What changed"
      lead="Half a year to a year after a peer review or agreed work, hosts say what has changed since."
    >
      <p className="govuk-body">
        It stands apart from ratings, and is in no figure of anybody’s. Answers are counted in batches of{' '}
        {enoughAnswers}, and shown when none is rarer than {enoughAnswers}.
      </p>
      {said === null ? (
        <p className="govuk-body">Fewer than {enoughAnswers} have said so far.</p>
      ) : (
        <>
          <p className="govuk-body">{said} have said what changed.</p>
          {answers !== null && <SummaryList rows={answers.map(({ says, count }) => ({ key: says, value: count }))} />}
        </>
      )}
      {quotes.length > 0 && (
        <section aria-labelledby="quotes">
          <h2 className="govuk-heading-m" id="quotes">
            In their words
          </h2>
          <p className="govuk-body">Only of those who said that the association may quote them.</p>
          {quotes.map(({ pairId, text, kind, host, year }) => (
            <InsetText key={pairId}>
              <span className="app-kept-line-breaks">{text}</span>
              <br />
              <span className="govuk-hint">
                {host}, of {kinds[kind]}, {year}
              </span>
            </InsetText>
          ))}
        </section>
      )}
    </InformationPage>
  )
}
