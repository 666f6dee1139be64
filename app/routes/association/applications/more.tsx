import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/vetting/part-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { applicationCase, askForMore, reasonsSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Ask the applicant for more')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = orThrow(
    await applicationCase(await requireActor(args), pathPart(args, 'ref'), 'application.assign'),
  )
  return { ref, version, applicant: answers.applicant }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, reasonsSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => askForMore(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: `/association/applications/${ref}`,
    notice: 'The application is back with the applicant, who has been told what is wanted.',
  })
}

export default function More() {
  const { ref, version, applicant } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/association/applications/${ref}`} />
      <FormPage
        form={form}
        caption={`Application ${ref}`}
        title={`Ask ${applicant} for more`}
        version={version}
        submit="Send it back to the applicant"
        introduction={<p className="govuk-body">They can then change their answers and send the application again.</p>}
      >
        <Textarea
          {...form.text('reasons')}
          label="What is wanted, and why?"
          hint={`They read this as you write it. At least 20 characters. ${leaveOutChildren}`}
          rows={6}
        />
      </FormPage>
    </>
  )
}
