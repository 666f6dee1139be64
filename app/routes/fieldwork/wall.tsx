import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FieldworkNav } from '#app/components/fieldwork/fieldwork-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { counted } from '#services/core/words.ts'
import { wallPage } from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('The wall')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await wallPage(await requireActor(args), pathPart(args, 'ref')))

export default function Wall() {
  const { ref, yotName, kinds, rows, total } = useLoaderData<typeof loader>()
  const used = kinds.filter(({ kind }) => rows.some(({ counts }) => (counts[kind] ?? 0) > 0))
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <span className="govuk-caption-l">
        {yotName}, {ref}
      </span>
      <h1 className="govuk-heading-l">The wall</h1>
      <FieldworkNav reference={ref} current="wall" />
      <p className="govuk-body">
        How much the team has on each question, by kind of source: {counted(total, 'entry', 'entries')}. A finding rests
        on two kinds from two sessions.
      </p>
      <DataTable
        caption="Entries by question and kind of source"
        rows={rows}
        rowId={({ key }) => key}
        empty="Nothing yet."
        columns={[
          {
            id: 'place',
            header: 'Question',
            isRowHeader: true,
            cell: ({ key, title }) => (
              <a className="govuk-link" href={`/reviews/${ref}/evidence?place=${key}`}>
                {title}
              </a>
            ),
          },
          ...used.map(({ kind, words }) => ({
            id: kind,
            header: words,
            isNumeric: true,
            cell: ({ counts }: (typeof rows)[number]) => counts[kind] || '–',
          })),
          { id: 'total', header: 'In all', isNumeric: true, cell: ({ total }) => total },
          {
            id: 'rests',
            header: 'Rests on',
            cell: ({ says, isSingle, total }) =>
              isSingle || total === 0 ? <Tag colour={total === 0 ? 'grey' : 'yellow'}>{says}</Tag> : says,
          },
        ]}
      />
    </>
  )
}
