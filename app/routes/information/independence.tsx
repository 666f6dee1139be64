import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Details } from '#app/components/govuk/details.tsx'
import { IndependenceYear } from '#app/components/information/independence-year.tsx'
import { Bullets, InformationPage, PageLink, Part, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { independencePage } from '#services/independence/index.ts'

export const meta = () => pageTitle('Independence')

export const loader = async (args: LoaderFunctionArgs) => independencePage(await getCtx(args))

export default function Independence() {
  const { years, next, dayMinutes } = useLoaderData<typeof loader>()
  const [latest, ...earlier] = years
  return (
    <InformationPage
      title="Independence"
      lead="Who paid whom, who decided, and who stood aside: counted each year from the exchange’s own records, so that anybody can check."
    >
      <Bullets
        items={[
          <>
            Nobody sells to a service that they reviewed in the twelve months before, nor does their own service.{' '}
            <PageLink href="/how-it-works/conflicts">The rules on conflicts of interest</PageLink> see to it.
          </>,
          <>
            What officers hold and offer stands in the{' '}
            <PageLink href="/register-of-interests">register of interests</PageLink>.
          </>,
          <>
            What the association decides about the programme stands in the{' '}
            <PageLink href="/decisions">decision log</PageLink>, with the conflicts that were declared.
          </>,
        ]}
      />
      {latest === undefined ? (
        <Text>No year has been counted yet.</Text>
      ) : (
        <Part title={`The year ${latest.year}`}>
          <IndependenceYear year={latest} dayMinutes={dayMinutes} />
        </Part>
      )}
      <Text>
        The year {next.year} is counted on {longDate(next.on)}. Numbers from one to four are not told, nor is anything
        from which one could be worked out. None is told: it is nobody.
      </Text>
      {earlier.length > 0 && <h2 className="govuk-heading-m">Earlier years</h2>}
      {earlier.map((year) => (
        <Details key={year.year} summary={String(year.year)}>
          <IndependenceYear year={year} dayMinutes={dayMinutes} />
        </Details>
      ))}
    </InformationPage>
  )
}
