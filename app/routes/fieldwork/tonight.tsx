import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EntryView, entryChoice, FieldworkNav } from '#app/components/fieldwork/fieldwork-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { counted } from '#services/core/words.ts'
import { tonightPage } from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('Tonight')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await tonightPage(await requireActor(args), pathPart(args, 'ref')))

export default function Tonight() {
  const { ref, yotName, places, isCoLead } = useLoaderData<typeof loader>()
  const left = places.reduce((sum, { entries }) => sum + entries.length, 0)
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <span className="govuk-caption-l">
        {yotName}, {ref}
      </span>
      <h1 className="govuk-heading-l">Tonight</h1>
      <FieldworkNav reference={ref} current="tonight" />
      <p className="govuk-body">
        {left === 0
          ? 'No entry waits for a finding.'
          : `${counted(left, 'entry is', 'entries are')} under no finding yet. Read them together, tick what belongs together, and make it a finding.`}
      </p>
      {places
        .filter(({ entries }) => entries.length > 0)
        .map(({ key, title, entries, loggedToday }) => (
          <section key={key}>
            <h2 className="govuk-heading-m">{title}</h2>
            <p className="govuk-hint">
              {counted(entries.length, 'entry', 'entries')}, {loggedToday} of today.
            </p>
            {isCoLead ? (
              <form method="get" action={`/reviews/${ref}/findings/${key}`}>
                <Checkboxes
                  name="entry"
                  id={`entry-${key}`}
                  legend={<span className="govuk-visually-hidden">Entries on {title}</span>}
                  isSmall
                  items={entries.map(entryChoice)}
                />
                <Button variant="secondary">Make a finding of them</Button>
              </form>
            ) : (
              entries.map((entry) => <EntryView key={entry.id} reference={ref} entry={entry} />)
            )}
          </section>
        ))}
    </>
  )
}
