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
import { applyStoredImport, applyStoredSchema, findImport } from '#services/yots/import/member-import.ts'

export const meta = () => pageTitle('What the import would do')

const actions = ['ask', 'create', 'update', 'skip'] as const

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const action = actions.find((one) => one === searchParams.get('what'))
  const page = orThrow(await findImport(ctx, pathId(args, 'id'), { action, page: readPage(searchParams) }))
  const shown = { ...page, what: action ?? null, params: searchParams.toString() }
  return page.stage === 'reading' ? data(shown, { headers: { refresh: '3' } }) : shown
}

/** While a list is read its page looks again by itself, with scripts or without. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, applyStoredSchema)
  const result = form.ok ? await applyStoredImport(ctx, pathId(args, 'id'), form.value) : form
  return respond(args, result, {
    form,
    to: '/association/members',
    notice: ({ counts: { create, update, ask } }) =>
      `The list is imported: ${create} rows created, ${update} updated.${ask > 0 ? ` ${ask} still need a person: mend them in the list and import it again, which changes nothing else.` : ''}`,
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const Reading = ({ page: { id, rowsRead, rowCount } }: { page: Extract<Page, { stage: 'reading' | 'failed' }> }) => (
  <>
    <h1 className="govuk-heading-l">Reading the list</h1>
    <InsetText>
      <span role="status">
        {rowCount === 0
          ? 'Opening the file.'
          : `Row ${rowsRead.toLocaleString('en-GB')} of ${rowCount.toLocaleString('en-GB')} is read.`}
      </span>
    </InsetText>
    {rowCount > 0 && (
      <progress className="app-progress" max={rowCount} value={rowsRead} aria-label="Rows read">
        {rowsRead} of {rowCount}
      </progress>
    )}
    <p className="govuk-body">
      Nothing is changed by it. You can leave this page: the list is read all the same, and kept for a week.{' '}
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
      {page.stage === 'reading' ? (
        <Reading page={page} />
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
  const { id, version, sheetName, unread, isApplied, counts, fingerprint, rows, page, pageCount, what, params } = plan
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
      <h1 className="govuk-heading-l">What the import would do</h1>
      <p className="govuk-body">
        Nothing has been changed yet.{sheetName !== null && ` Read from the sheet “${sheetName}”.`}
      </p>
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
              The {counts.ask === 1 ? 'row that needs' : `${counts.ask} rows that need`} a person will be left as they
              are.
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
