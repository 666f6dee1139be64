import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { InformationPage, Part } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { listed } from '#services/core/words.ts'
import { listMarks, pastMarks } from '#services/courses/index.ts'

export const meta = () => pageTitle('Quality marks')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  return { marks: await listMarks(ctx), past: await pastMarks(ctx) }
}

export default function Marks() {
  const { marks, past } = useLoaderData<typeof loader>()
  return (
    <InformationPage
      title="Quality marks"
      lead="A mark says that two people without a stake in a course sat in on it, and that what they saw was good."
    >
      <Part title="In force today">
        {marks.length === 0 && <p className="govuk-body">None yet.</p>}
        {marks.map((mark) => (
          <p className="govuk-body" key={mark.ref}>
            <a className="govuk-link" href={`/offerings/${mark.offering.slug}`}>
              {mark.offering.title}
            </a>
            , {mark.provider}. Observed on {longDate(mark.observedOn)} by people from {listed(mark.regions)}
            {mark.newest > 1 && `, edition ${mark.edition} of ${mark.newest}`}. From {longDate(mark.awardedOn)} to{' '}
            {longDate(mark.endsOn)}.{mark.isLookedAt && ' It is being looked at.'}
          </p>
        ))}
      </Part>
      {past.length > 0 && (
        <Part title="No longer in force">
          {past.map((mark) => (
            <p className="govuk-body" key={mark.ref}>
              {mark.offering.title}, {mark.provider}. From {longDate(mark.awardedOn)};{' '}
              {mark.isWithdrawn ? 'withdrawn on' : 'lapsed after'} {longDate(mark.endedOn)}.
            </p>
          ))}
        </Part>
      )}
      <Part title="How it is given">
        <p className="govuk-body">
          Observers are drawn by rule from the bank: without a conflict of interest, not of the provider’s region or
          service, and one of them has delivered training. Each looks at eight lines with four levels; neither reads the
          other’s view before both are in. Where they differ by more than a level, a third is drawn.
        </p>
        <p className="govuk-body">
          It is given where no line is at the lowest level, at most one is at the second, and those who came gave it at
          least 4 of 5, where five or more answered. It ends after two years. It is never renewed: a new one takes its
          place.
        </p>
      </Part>
    </InformationPage>
  )
}
