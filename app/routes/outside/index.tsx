import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { OutsideIs } from '#app/components/outside/outside-is.tsx'
import { getCtx } from '#app/http/actor.ts'
import { aboutOutside, outsideOf } from '#services/outside/index.ts'

export const meta = () => pageTitle('Offer as an outside provider')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  return { ...(await aboutOutside(ctx)), own: await outsideOf(ctx) }
}

export default function Outside() {
  const { own, ...about } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">Offer as an outside provider</h1>
        {own.length > 0 && (
          <InsetText>
            {own.map(({ ref, name }) => (
              <p className="govuk-body" key={ref}>
                You speak for{' '}
                <a className="govuk-link" href={`/outside/${ref}/manage`}>
                  {name}
                </a>
                .
              </p>
            ))}
          </InsetText>
        )}
        <OutsideIs {...about} />
        <h2 className="govuk-heading-m">What you need</h2>
        <ul className="govuk-list govuk-list--bullet">
          <li>your company number, charity number or UKPRN</li>
          <li>the last day of your insurance</li>
          <li>two people who can speak of your work, and how to reach them</li>
        </ul>
        <p className="govuk-body">It takes about ten minutes. You need no account: we write to you.</p>
        <ButtonLink href="/outside/ask" isStart>
          Ask to offer
        </ButtonLink>
      </div>
    </div>
  )
}
