import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { markWords, ScaleMeaning } from '#app/components/fieldwork/answer-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { comparePage } from '#services/fieldwork/index.ts'
import { scale, scaleMeans } from '#services/workbooks/index.ts'

export const meta = () => pageTitle('Both views')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await comparePage(await requireActor(args), pathPart(args, 'ref'))),
  scale,
  means: scaleMeans,
})

/** Marks that lie this far apart are worth talking about. */
const farApart = 3

export default function Compare() {
  const { ref, yotName, ownWords, otherWords, isOpen, rows, scale, means } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href={`/reviews/${ref}/workbook`}>Self-assessment</BackLink>
      <span className="govuk-caption-l">
        {yotName}, {ref}
      </span>
      <h1 className="govuk-heading-l">Both views</h1>
      {isOpen && <ScaleMeaning scale={scale} means={means} />}
      {isOpen ? (
        <DataTable
          caption="How the service and the team see it"
          rows={rows}
          rowId={({ position }) => String(position)}
          empty="There are no statements."
          columns={[
            {
              id: 'statement',
              header: 'Statement',
              isRowHeader: true,
              cell: ({ position, text }) => `${position}. ${text}`,
            },
            { id: 'own', header: ownWords, cell: ({ own }) => markWords(own, scale) },
            { id: 'other', header: otherWords, cell: ({ other }) => markWords(other, scale) },
            {
              id: 'apart',
              header: 'Apart',
              cell: ({ apart }) =>
                apart === null ? 'Not known' : apart >= farApart ? <Tag colour="yellow">{apart} apart</Tag> : apart,
            },
          ]}
        />
      ) : (
        <p className="govuk-body">
          The other view is sealed. You read both side by side once yours and theirs are sent, or the feedback is
          presented.
        </p>
      )}
    </>
  )
}
