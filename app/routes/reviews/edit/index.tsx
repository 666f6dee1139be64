import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { loadRequestDraft } from '#app/http/own-review.ts'
import type { EditPage } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Your request')

export const loader = (args: LoaderFunctionArgs) => loadRequestDraft(args)

export default function EditRequest() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, sections, checkNote, firstMissing, maySubmit } = page
  const needed = sections.filter(({ id }) => !optional.includes(id))
  const done = needed.filter(({ missing }) => missing === null).length
  return (
    <>
      <BackLink href="/reviews">Peer reviews</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">Request {ref}</span>
          <h1 className="govuk-heading-l">A peer review of {yotName}</h1>
          {checkNote !== null && (
            <InsetText>
              <h2 className="govuk-heading-s">The coordinator asks for more</h2>
              <TypedText text={checkNote} />
            </InsetText>
          )}
          <h2 className="govuk-heading-m">
            {done} of {needed.length} parts done
          </h2>
          <TaskList
            items={sections.map(({ id, title, missing }) => ({
              title,
              href: `/reviews/${ref}/edit/${id}`,
              hint: optional.includes(id) ? 'Optional' : undefined,
              status: missing === null ? finished(id, page) : <Tag colour="blue">To do</Tag>,
            }))}
          />
          {firstMissing === null ? (
            <p className="govuk-body">
              Everything is there. Check your answers{maySubmit ? ' and send the request' : ''}.
            </p>
          ) : (
            <p className="govuk-body">{firstMissing}</p>
          )}
          <ButtonLink href={`/reviews/${ref}/edit/check`}>Check your answers</ButtonLink>
          <p className="govuk-body">
            <a className="govuk-link" href={`/reviews/${ref}/record/withdrawn`}>
              Give this request up
            </a>
          </p>
        </div>
      </div>
    </>
  )
}

/** Parts that nobody need open. */
const optional = ['places', 'people']

/** How a part that lacks nothing stands: nobody need have opened it. */
const finished = (id: string, page: EditPage): string => {
  const { objections, isNeighbourSensitive, leadOfficerName, requestedByName } = page
  if (id === 'places' && page.places.length === 0) return 'Nothing added'
  if (id === 'people' && objections.length === 0 && !isNeighbourSensitive) return 'Nothing added'
  if (id === 'lead-officer' && leadOfficerName === requestedByName) return 'Filled in for you'
  return 'Done'
}
