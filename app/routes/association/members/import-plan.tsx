import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { changeParams, readPage } from '#app/components/table/url-state.ts'
import { actionNames, ImportRows } from '#app/components/yots/import-rows.tsx'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { longDate } from '#services/core/words.ts'
import { applyStoredImport, applyStoredSchema, findImport } from '#services/import/index.ts'

export const meta = () => pageTitle('What the import would do')

const actions = ['ask', 'create', 'update', 'skip'] as const

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const action = actions.find((one) => one === searchParams.get('what'))
  const page = orThrow(await findImport(ctx, pathId(args, 'id'), { action, page: readPage(searchParams) }))
  const shown = { ...page, what: action ?? null, params: searchParams.toString() }
  return page.stage === 'reading' || page.stage === 'applying' ? data(shown, { headers: { refresh: '3' } }) : shown
}

/** While a list is read or put into effect its page looks again by itself, with scripts or without. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, applyStoredSchema)
  // Twice: an applied list is refused, and says that it is applied.
  const result = form.ok ? await applyStoredImport(ctx, pathId(args, 'id'), form.value) : form
  return respond(args, result, {
    form,
    to: ({ counts, isDone }) =>
      counts.ask > 0 || !isDone ? `/association/members/import/${pathId(args, 'id')}` : '/association/members',
    notice: ({ counts: { create, update, ask }, isDone }) =>
      isDone
        ? `The list is imported: ${create} rows created, ${update} updated.${ask > 0 ? ` ${ask} wait here for a decision.` : ''}`
        : '',
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const Working = ({ page: { id, stage, done, all } }: { page: Exclude<Page, { stage: 'read' }> }) => (
  <>
    <h1 className="govuk-heading-l">{stage === 'applying' ? 'Putting the list into effect' : 'Reading the list'}</h1>
    <InsetText>
      <span role="status">
        {all === 0
          ? 'Opening the file.'
          : `${stage === 'applying' ? 'Change' : 'Row'} ${done.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} is ${stage === 'applying' ? 'written' : 'read'}.`}
      </span>
    </InsetText>
    {all > 0 && (
      <progress
        className="app-progress"
        max={all}
        value={done}
        aria-label={stage === 'applying' ? 'Changes written' : 'Rows read'}
      >
        {done} of {all}
      </progress>
    )}
    <p className="govuk-body">
      {stage === 'applying'
        ? 'You can leave this page: the list is put into effect all the same.'
        : 'Nothing is changed by it. You can leave this page: the list is read all the same, and kept for a week.'}{' '}
      <a className="govuk-link" href={`/association/members/import/${id}`}>
        Look again
      </a>
      .
    </p>
  </>
)

export default function ImportPage() {
  const page = useLoaderData<typeof loader>()
  if (page.stage === 'read') return <ImportPlanned page={page} />
  return (
    <>
      <BackLink href="/association/members/import">Choose another file</BackLink>
      {page.stage !== 'failed' ? (
        <Working page={page} />
      ) : (
        <>
          <h1 className="govuk-heading-l">The list could not be read</h1>
          <p className="govuk-body">{page.says}</p>
        </>
      )}
    </>
  )
}

const ImportPlanned = ({ page: plan }: { page: Extract<Page, { stage: 'read' }> }) => {
  const {
    id,
    version,
    sheetName,
    unread,
    otherSheets,
    isApplied,
    waitsUntil,
    stopped,
    counts,
    fingerprint,
    rows,
    page,
    pageCount,
    what,
    params,
  } = plan
  const form = useForm({})
  const search = new URLSearchParams(params)
  const changes = counts.create + counts.update
  if (isApplied)
    return (
      <>
        <BackLink href="/association/members">Back to members</BackLink>
        <h1 className="govuk-heading-l">This list has been imported</h1>
        <p className="govuk-body">
          What was read of it is not kept any more.{' '}
          <a className="govuk-link" href="/association/members/import">
            Import another list
          </a>
        </p>
      </>
    )
  return (
    <>
      <BackLink href="/association/members/import">Choose another file</BackLink>
      <FormProblems reply={form.reply} />
      <h1 className="govuk-heading-l">
        {waitsUntil === null ? 'What the import would do' : 'Rows that wait for a decision'}
      </h1>
      {stopped !== null && <InsetText>{stopped}</InsetText>}
      <p className="govuk-body">
        {waitsUntil === null
          ? stopped === null && 'Nothing has been changed yet.'
          : `The other rows are in effect. These wait until ${longDate(waitsUntil)}, and are forgotten then.`}
        {sheetName !== null && ` Read from the sheet “${sheetName}”.`}
      </p>
      {otherSheets.length > 0 && (
        <InsetText>
          The workbook has more sheets that list people, and they were not read: {otherSheets.join(', ')}.{' '}
          <a className="govuk-link" href="/association/members/import">
            Choose the file again
          </a>{' '}
          and name the sheet to read another.
        </InsetText>
      )}
      {unread.length > 0 && <InsetText>Columns not used: {unread.join(', ')}.</InsetText>}
      <nav aria-label="Rows by what would happen">
        <ul className="govuk-list">
          {actions.map((one) => (
            <li key={one}>
              {what === one ? (
                <strong>
                  {actionNames[one]}: {counts[one]}
                </strong>
              ) : (
                <a className="govuk-link" href={changeParams(search, { what: one, page: null })}>
                  {actionNames[one]}: {counts[one]}
                </a>
              )}
            </li>
          ))}
          {what !== null && (
            <li>
              <a className="govuk-link" href={changeParams(search, { what: null, page: null })}>
                All rows
              </a>
            </li>
          )}
        </ul>
      </nav>
      <ImportRows
        rows={rows}
        decideHref={(row) => `/association/members/import/${id}/rows/${row}`}
        empty="No row of the list comes to this."
      />
      <PaginationFromUrl page={page} pageCount={pageCount} params={search} />
      {changes === 0 ? (
        <p className="govuk-body">
          There is nothing to apply: everything the list says is held already, or needs a person.
        </p>
      ) : (
        <PostForm version={version}>
          <input type="hidden" name="fingerprint" value={fingerprint} />
          {counts.ask > 0 && (
            <p className="govuk-body">
              The {counts.ask === 1 ? 'row that needs' : `${counts.ask} rows that need`} a person will wait here, and on
              your home page, until somebody decides.
            </p>
          )}
          <Button preventDoubleClick>
            Apply {changes === 1 ? 'this one row' : `these ${changes.toLocaleString('en-GB')} rows`}
          </Button>
        </PostForm>
      )}
    </>
  )
}
