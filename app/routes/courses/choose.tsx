import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Sessions, sessionWords } from '#app/components/courses/when.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { choosePage, chooseSchema, chooseSessions } from '#services/courses/index.ts'

export const meta = () => pageTitle('Choose sessions')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await choosePage(await requireActor(args), pathPart(args, 'ref'), pathId(args, 'place'))),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const id = pathId(args, 'place')
  const form = await parseForm(args.request, chooseSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => chooseSessions(ctx, { id, ...form.value })) : form
  return respond(args, result, {
    form,
    to: `/courses/${ref}/places`,
    notice: 'The sessions are chosen. You can choose others until the day before.',
  })
}

export default function ChooseSessions() {
  const { ref, title, attendee, sessions, together, chosen, version, mayChoose } = useLoaderData<typeof loader>().page
  const form = useForm({ sessions: chosen.map(String) })
  const back = <BackLink href={`/courses/${ref}/places`}>Your places</BackLink>
  if (!mayChoose)
    return (
      <>
        {back}
        <h1 className="govuk-heading-l">Sessions chosen</h1>
        <Sessions sessions={sessions.filter(({ position }) => chosen.includes(position))} />
        <p className="govuk-body">Sessions are chosen until the day before it begins.</p>
      </>
    )
  return (
    <>
      {back}
      <FormPage
        form={form}
        title="Choose sessions"
        caption={`${title}, ${ref}${attendee === '' ? '' : `: ${attendee}`}`}
        introduction={
          <>
            {together.length > 0 && (
              <>
                <p className="govuk-body govuk-!-margin-bottom-1">For everybody:</p>
                <Sessions sessions={together} />
              </>
            )}
            <p className="govuk-body govuk-!-margin-top-4">
              Of sessions at the same time choose one. You can change it until the day before; whoever comes instead of
              you comes to what was chosen.
            </p>
          </>
        }
        submit="Save what is chosen"
        version={version}
      >
        <Checkboxes
          {...form.choices('sessions')}
          legend="Sessions"
          legendSize="m"
          isSmall
          items={sessions.map((session) => ({
            value: String(session.position),
            label: sessionWords(session),
            hint: chosen.includes(session.position) ? 'You have a seat' : undefined,
          }))}
        />
      </FormPage>
    </>
  )
}
