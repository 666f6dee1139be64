import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { mayResetSecondStep, resetSecondStep, resetSecondStepSchema, waysToBeSure } from '#services/accounts/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Reset a lost second step')

export const loader = async (args: LoaderFunctionArgs) => {
  orThrow(mayResetSecondStep(await requireActor(args)))
  return { ways: Object.entries(waysToBeSure).map(([value, label]) => ({ value, label })) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  orThrow(mayResetSecondStep(ctx))
  const form = await parseForm(args.request, resetSecondStepSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => resetSecondStep(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/association',
    notice: ({ name }) => `The second step of ${name} is reset. They are signed out everywhere and told by mail.`,
  })
}

export default function ResetSecondStep() {
  const { ways } = useLoaderData<typeof loader>()
  const form = useForm({})
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <FormPage
        form={form}
        title="Reset a lost second step"
        submit="Reset their second step"
        isWarning
        introduction={
          <p className="govuk-body">
            For somebody who has neither their phone nor a recovery code. Whoever can read their mail can then sign in
            as them, so make sure first that it is really them who asks. What you did is kept in the audit log.
          </p>
        }
      >
        <Input
          {...form.text('address')}
          type="email"
          label="An e-mail address of theirs"
          autoComplete="off"
          spellCheck={false}
        />
        <Radios {...form.text('sureBy')} legend="How did you make sure that it is really them?" items={ways} />
      </FormPage>
    </>
  )
}
