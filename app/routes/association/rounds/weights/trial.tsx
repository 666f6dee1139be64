import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { publishWeights, trialPage } from '#services/reviews/index.ts'

export const meta = () => pageTitle('What new weights would change')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await trialPage(await requireActor(args), pathId(args, 'id')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, z.object({}))
  return respond(args, await once(ctx, form.key, (ctx) => publishWeights(ctx, { id: pathId(args, 'id') })), {
    form,
    to: '/association/rounds/weights',
    notice: ({ version }) => `Version ${version} is in force. Teams and rounds from now on are planned with it.`,
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const Compared = ({ page }: { page: Page }) => {
  const { comparison, roundNumber, status } = page
  if (roundNumber === null) return <p className="govuk-body">No round has been planned yet to try them on.</p>
  if (status === 'running') {
    return (
      <>
        <InsetText>
          <span role="status" data-look-again>
            Round {roundNumber} is being planned again with the new weights, from exactly what it was planned from. It
            takes a minute at most.
          </span>
        </InsetText>
        <p className="govuk-body">
          <a className="govuk-link" href={`/association/rounds/weights/trials/${page.id}`}>
            Look again
          </a>
        </p>
      </>
    )
  }
  if (!comparison) return <WarningText>Planning the round again came to no end. Try the weights again.</WarningText>
  const { same, changed } = comparison
  const of = same.length + changed.length
  return (
    <>
      <p className="govuk-body">
        {changed.length === 0
          ? `All ${of} teams would have been the same.`
          : `${changed.length} of ${of} teams would have been different. Nothing that was accepted changes.`}
      </p>
      {changed.map(({ ref, yotName, says }) => (
        <section key={ref}>
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
            {yotName} ({ref})
          </h3>
          <ul className="govuk-list govuk-list--bullet">
            {says.map((say) => (
              <li key={say}>{say}</li>
            ))}
          </ul>
        </section>
      ))}
      {changed.length > 0 && same.length > 0 && (
        <p className="govuk-body">The same as before: {same.map(({ yotName }) => yotName).join(', ')}.</p>
      )}
    </>
  )
}

export default function Trial() {
  const page = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/association/rounds/weights">How people are weighed</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            {page.isPublished ? 'Published' : 'Not in force'}: tried by {page.triedBy}, {dateAndTime(page.triedAt)}
          </span>
          <h1 className="govuk-heading-l">Version {page.version} of the weights</h1>
          <p className="govuk-body">Why: {page.reason}</p>
          <DataTable
            caption="What is different"
            rows={page.changes}
            rowId={(row) => row.name}
            empty="Nothing."
            columns={[
              { id: 'name', header: 'Weight', cell: (row) => row.name, isRowHeader: true },
              { id: 'from', header: `Version ${page.basedOn}`, cell: (row) => row.from, isNumeric: true },
              { id: 'to', header: `Version ${page.version}`, cell: (row) => row.to, isNumeric: true },
            ]}
          />
          <h2 className="govuk-heading-m">
            What would have changed{page.roundNumber !== null && ` in round ${page.roundNumber}`}
          </h2>
          <Compared page={page} />
          {page.isOvertaken && (
            <WarningText>Another version has been published since. Try these weights again on top of it.</WarningText>
          )}
          {!page.isPublished && !page.isOvertaken && page.status === 'planned' && (
            <PostForm>
              <Button preventDoubleClick>Publish version {page.version}</Button>
            </PostForm>
          )}
          {!page.isPublished && (
            <p className="govuk-body">
              <a className="govuk-link" href="/association/rounds/weights/change">
                Try other weights
              </a>
            </p>
          )}
        </div>
      </div>
    </>
  )
}
