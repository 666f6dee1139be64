import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage, FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { fillSeat, fillSeatSchema, mendTeam, mendTeamSchema, seatPage } from '#services/reviews/index.ts'

const as = <Intent extends string>(intent: Intent) => ({ intent: z.literal(intent) })
const intents = z.discriminatedUnion('intent', [mendTeamSchema.extend(as('mend')), fillSeatSchema.extend(as('fill'))])

export const meta = () => pageTitle('An open place in the team')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await seatPage(await requireActor(args), pathPart(args, 'ref'), pathId(args, 'seatId')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, intents)
  const to = `/association/requests/${ref}/team`
  if (!form.ok) return respond(args, form, { form, to })
  const value = { ...form.value, ref }
  if (value.intent === 'mend') {
    const notice = 'The team is mended, and those concerned have been written to. Nobody who said yes was moved.'
    return respond(args, await once(ctx, form.key, (ctx) => mendTeam(ctx, value)), {
      form,
      to,
      notice,
    })
  }
  return respond(args, await once(ctx, form.key, (ctx) => fillSeat(ctx, value)), {
    form,
    to,
    notice: 'They are invited, and have ten working days to answer. Everyone else stays.',
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

/** What else could be done, each with what it changes for whom, carried out only by its button. */
const OtherWays = ({ page }: { page: Page }) =>
  page.otherWays.length === 0 ? null : (
    <section>
      <h2 className="govuk-heading-m">Other ways to mend the team</h2>
      <p className="govuk-body">
        Nobody who said yes is moved in any of them. Those concerned are written to when you press the button, not
        before.
      </p>
      {page.otherWays.map(({ kind, changes, missing, shown }) => (
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
          <PostForm intent="mend" version={page.version}>
            <input type="hidden" name="seatId" value={page.seatId} />
            <input type="hidden" name="way" value={kind} />
            <input type="hidden" name="shown" value={shown} />
            <Button variant="secondary" preventDoubleClick>
              {kind === 'chain' ? 'Change the roles and invite' : 'Put the team together like this'}
            </Button>
          </PostForm>
        </div>
      ))}
    </section>
  )

export default function Seat() {
  const page = useLoaderData<typeof loader>()
  const { ref, version, seatId, role, people } = page
  const form = useForm({}, 'fill')
  const back = `/association/requests/${ref}/team`
  if (people.length === 0) {
    return (
      <>
        <BackLink href={back} />
        <FormProblems reply={form.reply} />
        <h1 className="govuk-heading-l">An open place: {role.toLowerCase()}</h1>
        <p className="govuk-body">
          Nobody in the bank is free on these dates, clear of conflicts and fits the rest of the team. Ask the service
          for other dates, or put the review off.
        </p>
        <OtherWays page={page} />
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
            These people are free, not blocked and break no rule of the team, best first. Nobody who said yes is moved.
            Where somebody would leave a question uncovered, it says so; the team is then confirmed only when that is
            accepted by name.
          </p>
        }
      >
        <input type="hidden" name="seatId" value={seatId} />
        <Radios
          {...form.text('personId')}
          legend="Who should be asked?"
          items={people.map(({ personId, name, loses, reasons, toManage }) => ({
            value: personId,
            label: name,
            hint: [
              ...(loses.length > 0 ? [`Without what this place gave: ${loses.join(' ')}`] : []),
              ...reasons,
              ...toManage.map((say) => `To be managed first: ${say}`),
            ].join(' '),
          }))}
        />
      </FormPage>
      <OtherWays page={page} />
    </>
  )
}
