import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { fillSeat, seatPage } from '#services/reviews/fill-seat.ts'
import { fillSeatSchema } from '#services/reviews/schema.ts'

export const meta = () => pageTitle('An open place in the team')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await seatPage(await requireActor(args), pathPart(args, 'ref'), pathId(args, 'seatId')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, fillSeatSchema)
  const result = form.ok ? await fillSeat(ctx, { ...form.value, ref }) : form
  return respond(args, result, {
    form,
    to: `/association/requests/${ref}/team`,
    notice: 'They are invited, and have ten working days to answer. Everyone else stays.',
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

/** What else could be done, for a coordinator to weigh: none of it happens by itself. */
const OtherWays = ({ ways }: { ways: Page['otherWays'] }) =>
  ways.length === 0 ? null : (
    <section>
      <h2 className="govuk-heading-m">Other ways to mend the team</h2>
      <p className="govuk-body">
        None of this happens by itself, and nobody who said yes is moved: it is for you to weigh against inviting
        somebody to the open place.
      </p>
      {ways.map(({ kind, changes, missing }) => (
        <div key={kind}>
          <h3 className="govuk-heading-s">
            {kind === 'chain' ? 'Somebody takes another role' : 'The team found anew around those who said yes'}
          </h3>
          <ul className="govuk-list govuk-list--bullet">
            {changes.map((say) => (
              <li key={say}>{say}</li>
            ))}
          </ul>
          {missing.length > 0 && <p className="govuk-body">It would still lack something: {missing.join(' ')}</p>}
        </div>
      ))}
    </section>
  )

export default function Seat() {
  const { ref, version, seatId, role, people, otherWays } = useLoaderData<typeof loader>()
  const form = useForm()
  const back = `/association/requests/${ref}/team`
  if (people.length === 0) {
    return (
      <>
        <BackLink href={back} />
        <h1 className="govuk-heading-l">An open place: {role.toLowerCase()}</h1>
        <p className="govuk-body">
          Nobody in the bank is free on these dates, clear of conflicts and fits the rest of the team. Ask the service
          for other dates, or put the review off.
        </p>
        <OtherWays ways={otherWays} />
      </>
    )
  }
  return (
    <>
      <BackLink href={back} />
      <FormPage
        form={form}
        caption={ref}
        title={`An open place: ${role.toLowerCase()}`}
        version={version}
        submit="Invite this person"
        introduction={
          <p className="govuk-body">
            These people are free, not blocked and fit the rest of the team, best first. Nobody who said yes is moved.
          </p>
        }
      >
        <input type="hidden" name="seatId" value={seatId} />
        <Radios
          {...form.text('personId')}
          legend="Who should be asked?"
          items={people.map(({ personId, name, reasons, toManage }) => ({
            value: personId,
            label: name,
            hint: [...reasons, ...toManage.map((say) => `To be managed first: ${say}`)].join(' '),
          }))}
        />
      </FormPage>
      <OtherWays ways={otherWays} />
    </>
  )
}
