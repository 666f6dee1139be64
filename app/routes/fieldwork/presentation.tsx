import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { FieldworkNav } from '#app/components/fieldwork/fieldwork-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { presentationPage } from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('Feedback presentation')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await presentationPage(await requireActor(args), pathPart(args, 'ref')))

export default function Presentation() {
  const { ref, yotName, places, isTeam, on } = useLoaderData<typeof loader>()
  return (
    <>
      <div className="app-no-print">
        <BackLink href={`/reviews/${ref}`} />
        {isTeam && <FieldworkNav reference={ref} current="presentation" />}
      </div>
      <div className="app-presentation">
        <span className="govuk-caption-xl">{longDate(on)}</span>
        <h1 className="govuk-heading-xl">What we found: {yotName}</h1>
        {places.length === 0 && <p className="govuk-body-l">No finding is agreed yet.</p>}
        {places.map(({ key, title, findings }) => (
          <section key={key} aria-labelledby={`place-${key}`}>
            <h2 className="govuk-heading-l" id={`place-${key}`}>
              {title}
            </h2>
            {findings.map(({ id, kindWords, title, text }) => (
              <div key={id}>
                <h3 className="govuk-heading-m">{title === '' ? kindWords : `${kindWords}: ${title}`}</h3>
                <TypedText text={text} />
              </div>
            ))}
          </section>
        ))}
      </div>
    </>
  )
}
