import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { ratingFacts } from '#services/ratings/index.ts'
import { editTeamPage, editTeamSchema, saveTeam } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Change a team')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const params = new URL(args.request.url).searchParams
  return orThrow(
    await editTeamPage(
      ctx,
      pathPart(args, 'ref'),
      pathNumber(args, 'number'),
      {
        windowId: params.get('windowId') ?? undefined,
        people: params.has('people') ? params.getAll('people').slice(0, 20) : undefined,
        search: (params.get('search') ?? '').slice(0, 100),
      },
      { ratings: await ratingFacts(ctx) },
    ),
  )
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const number = pathNumber(args, 'number')
  const form = await parseForm(args.request, editTeamSchema.omit({ number: true }))
  const result = form.ok
    ? await once(ctx, form.key, async (ctx) =>
        saveTeam(ctx, { ...form.value, ref, number }, { ratings: await ratingFacts(ctx) }),
      )
    : form
  return respond(args, result, {
    form,
    to: `/association/requests/${ref}/team`,
    notice: 'Your team is now one of the proposals. Nobody has been written to.',
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const Effect = ({ page }: { page: Page }) => (
  <section>
    <h2 className="govuk-heading-m">{page.isChanged ? 'What this change does' : 'As proposed'}</h2>
    <InsetText>{page.effect.say}</InsetText>
    {page.effect.breaches.map((say) => (
      <WarningText key={say}>{say}</WarningText>
    ))}
    {page.effect.missing.length > 0 && (
      <>
        <h3 className="govuk-heading-s">Missing</h3>
        <ul className="govuk-list govuk-list--bullet">
          {page.effect.missing.map((say, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two places can be missing for the same reason
            <li key={at}>{say}</li>
          ))}
        </ul>
      </>
    )}
  </section>
)

const Keep = ({ page }: { page: Page }) => (
  <PostForm version={page.version}>
    <input type="hidden" name="windowId" value={page.windowId} />
    {page.places.map(({ personId }, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a place is its number
      <input key={at} type="hidden" name={`people[${at}]`} value={personId} />
    ))}
    <Button preventDoubleClick>Keep this team as a proposal</Button>
  </PostForm>
)

/** Where scripts run, each change shows by itself what it does (show-effect.ts); the button does it everywhere. */
const Places = ({ page }: { page: Page }) => (
  <form method="get" data-shows-effect>
    {page.windows.length > 1 ? (
      <Select
        id="windowId"
        name="windowId"
        label="Dates"
        defaultValue={page.windowId}
        options={page.windows.map(({ id, startsOn, endsOn }) => ({ value: id, text: dateRange(startsOn, endsOn) }))}
      />
    ) : (
      <input type="hidden" name="windowId" value={page.windowId} />
    )}
    {page.places.map(({ role, personId, isLocked, people }, at) => {
      const id = `place-${at}`
      if (isLocked) {
        const name = people.find((person) => person.id === personId)?.name
        return (
          <p className="govuk-body" key={id}>
            <input type="hidden" name="people" value={personId} />
            <strong>{role}:</strong> {name}, locked
          </p>
        )
      }
      return (
        <Select
          key={id}
          id={id}
          name="people"
          label={`${role} (place ${at + 1})`}
          defaultValue={personId}
          options={[
            { value: '', text: 'Nobody' },
            ...people.map((person) => ({ value: person.id, text: person.name })),
          ]}
        />
      )
    })}
    <Button variant="secondary">Show what this does</Button>
  </form>
)

const Why = ({ page }: { page: Page }) => (
  <section>
    <h2 className="govuk-heading-m">Why is somebody not on the list?</h2>
    <form method="get">
      <Input id="search" name="search" label="Name of somebody in the bank" defaultValue={page.search} />
      <Button variant="secondary">Find out</Button>
    </form>
    {page.search && page.why.length === 0 && <p className="govuk-body">Nobody in the bank has that name.</p>}
    {page.why.map(({ name, place, says }) => (
      <div key={name}>
        <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{name}</h3>
        <p className="govuk-body govuk-!-margin-bottom-1">
          {place === null ? 'Cannot be chosen:' : `Can be chosen; number ${place} of those who could serve.`}
        </p>
        <ul className="govuk-list govuk-list--bullet">
          {says.map((say) => (
            <li key={say}>{say}</li>
          ))}
        </ul>
      </div>
    ))}
  </section>
)

export default function EditTeam() {
  const page = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/association/requests/${page.ref}/team`}>Team for {page.ref}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{page.ref}</span>
          <h1 className="govuk-heading-l">Change proposal {page.number} by hand</h1>
          <div aria-live="polite" data-effect>
            <Effect page={page} />
            {page.isChanged && page.effect.breaches.length === 0 && <Keep page={page} />}
          </div>
          <h2 className="govuk-heading-m">Places</h2>
          <Places key={JSON.stringify(page.places)} page={page} />
          <Why page={page} />
        </div>
      </div>
    </>
  )
}
