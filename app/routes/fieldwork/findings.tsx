import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FieldworkNav } from '#app/components/fieldwork/fieldwork-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { counted } from '#services/core/words.ts'
import { findingsPage } from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('Findings')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findingsPage(await requireActor(args), pathPart(args, 'ref')))

export default function Findings() {
  const { ref, yotName, places } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <span className="govuk-caption-l">
        {yotName}, {ref}
      </span>
      <h1 className="govuk-heading-l">Findings</h1>
      <FieldworkNav reference={ref} current="findings" />
      <p className="govuk-body">
        At least one finding under each key line of enquiry and each golden thread. All who co-lead agree to it, on
        evidence of two kinds from two sessions.
      </p>
      <TaskList
        items={places.map(({ key, title, drafts, agreed, entries }) => ({
          title,
          href: `/reviews/${ref}/findings/${key}`,
          hint: `${counted(entries, 'entry', 'entries')}${drafts > 0 ? `, ${counted(drafts, 'draft')}` : ''}`,
          status:
            agreed > 0 ? (
              `${agreed} agreed`
            ) : drafts > 0 ? (
              <Tag colour="yellow">Not agreed yet</Tag>
            ) : (
              <Tag colour="blue">To do</Tag>
            ),
        }))}
      />
      {places.every(({ agreed }) => agreed > 0) && (
        <p className="govuk-body">Nothing is missing. The draft report can be sent.</p>
      )}
    </>
  )
}
