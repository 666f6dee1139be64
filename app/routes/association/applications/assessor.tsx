import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { assessorChoice, OtherAssessors } from '#app/components/vetting/assessors.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { placePage, replaceAssessor, replaceAssessorSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Change who assesses it')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await placePage(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, replaceAssessorSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => replaceAssessor(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: `/association/applications/${ref}`,
    notice: 'The new assessor has been asked for a view.',
  })
}

export default function AssessorPage() {
  const { ref, version, applicant, panel, barred, eligible, others } = useLoaderData<typeof loader>()
  const form = useForm()
  const leaving = panel.places.filter(
    ({ assessorId, recordedOn }) => recordedOn === null || barred.some((one) => one.assessorId === assessorId),
  )
  const hasRoom = panel.places.length < 2 || panel.state === 'split'
  return (
    <>
      <BackLink href={`/association/applications/${ref}`} />
      <FormPage
        form={form}
        caption={`${ref}, ${applicant}`}
        title="Change who assesses it"
        version={version}
        submit="Ask this assessor"
      >
        {barred.map(({ assessorId, bars }) => (
          <InsetText key={assessorId}>
            {panel.places.find((place) => place.assessorId === assessorId)?.name} may no longer assess it.{' '}
            {bars.join(' ')}
          </InsetText>
        ))}
        <Radios
          {...form.text('leavingId')}
          legend="Whose place?"
          items={[
            ...leaving.map(({ assessorId, name }) => ({ value: assessorId, label: `In place of ${name}` })),
            hasRoom && { value: '', label: panel.state === 'split' ? 'A third place' : 'The empty place' },
          ]}
        />
        <Radios
          {...form.text('assessorId')}
          legend="Who should assess it?"
          hint={eligible.length === 0 ? 'Nobody else may assess it now. Below is why.' : undefined}
          items={eligible.map(assessorChoice)}
        />
        <OtherAssessors others={others} />
      </FormPage>
    </>
  )
}
