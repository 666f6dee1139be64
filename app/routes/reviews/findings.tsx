import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow, pageNotFound } from '#app/http/respond.ts'
import { reviewPage } from '#services/reviews/review-page.ts'

export const meta = () => pageTitle('Findings')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, yotName, findings } = orThrow(await reviewPage(await requireActor(args), pathPart(args, 'ref')))
  if (!findings?.mayWrite) throw pageNotFound()
  return { ref, yotName, findings }
}

export default function Findings() {
  const { ref, yotName, findings } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">Findings</h1>
          <p className="govuk-body">
            One finding under each key line of enquiry and each golden thread: what is strong, what to consider, and at
            least two sources that it rests on.
          </p>
          <TaskList
            items={findings.places.map(({ place, title, version, sources }) => ({
              title,
              href: `/reviews/${ref}/findings/${place}`,
              status:
                version === 0 ? (
                  <Tag colour="blue">To do</Tag>
                ) : sources.length < 2 ? (
                  <Tag colour="yellow">Needs another source</Tag>
                ) : (
                  'Done'
                ),
            }))}
          />
          {findings.lacks.length === 0 && (
            <p className="govuk-body">Nothing is missing. The report can be made final.</p>
          )}
        </div>
      </div>
    </>
  )
}
