import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EntryView, FieldworkNav } from '#app/components/fieldwork/fieldwork-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { counted } from '#services/core/words.ts'
import { evidencePage, sourceWords } from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('Evidence')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const asked = Number(searchParams.get('page') ?? '1')
  const found = await evidencePage(ctx, pathPart(args, 'ref'), {
    place: searchParams.get('place') ?? undefined,
    kind: searchParams.get('kind') ?? undefined,
    mine: searchParams.get('mine') ?? undefined,
    page: Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1,
  })
  return { ...orThrow(found), search: searchParams.toString(), kinds: sourceWords }
}

export default function Evidence() {
  const { ref, yotName, entries, total, page, pages, places, kinds, search, mayLog } = useLoaderData<typeof loader>()
  const params = new URLSearchParams(search)
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <span className="govuk-caption-l">
        {yotName}, {ref}
      </span>
      <h1 className="govuk-heading-l">Evidence</h1>
      <FieldworkNav reference={ref} current="evidence" />
      <p className="govuk-body">
        {counted(total, 'entry', 'entries')}. Only the team reads them: neither the service nor the association does.
      </p>
      {mayLog && <ButtonLink href={`/reviews/${ref}/evidence/add`}>Log evidence</ButtonLink>}
      <form method="get" className="app-filter-row app-no-print">
        <Select
          name="place"
          label="About"
          defaultValue={params.get('place') ?? ''}
          options={[
            { value: '', text: 'Everything' },
            ...places.map(({ key, title }) => ({ value: key, text: title })),
          ]}
        />
        <Select
          name="kind"
          label="Kind of source"
          defaultValue={params.get('kind') ?? ''}
          options={[
            { value: '', text: 'Every kind' },
            ...Object.entries(kinds).map(([value, text]) => ({ value, text })),
          ]}
        />
        <Button variant="secondary">Show</Button>
      </form>
      {entries.length === 0 ? (
        <p className="govuk-body">Nothing is logged here yet.</p>
      ) : (
        <ul className="govuk-list app-entries">
          {entries.map((entry) => (
            <li key={entry.id}>
              <p className="govuk-body-s govuk-!-margin-bottom-1">{entry.placeTitle}</p>
              <EntryView reference={ref} entry={entry} />
            </li>
          ))}
        </ul>
      )}
      <PaginationFromUrl page={page} pageCount={pages} params={params} />
    </>
  )
}
