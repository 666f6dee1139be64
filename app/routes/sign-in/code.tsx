import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { visitOf } from '#app/http/session.ts'
import { codeSchema, passSecondStep, returnToField } from '#services/accounts/index.ts'

export const meta = () => pageTitle('Enter your code')

/** The second step, for a browser whose link was opened a moment ago; anybody else has nothing to enter. */
export const loader = async (args: LoaderFunctionArgs) => {
  const { waiting } = await visitOf(args)
  if (waiting === null) throw redirect('/sign-in')
  return { returnTo: returnToField.parse(new URL(args.request.url).searchParams.get('returnTo') ?? undefined) ?? null }
}

export const action = async (args: ActionFunctionArgs) => {
  const { ctx, waiting } = await visitOf(args)
  if (waiting === null) throw redirect('/sign-in', 303)
  const form = await parseForm(args.request, codeSchema.extend({ returnTo: returnToField }))
  // Twice: a code works once; wrong ones are counted even though they are refused.
  const result = form.ok ? await passSecondStep(ctx, { ...waiting, code: form.value.code }) : form
  return respond(args, result, {
    form,
    to: ({ isRecovery }) => (isRecovery ? '/account/second-step' : (form.ok && form.value.returnTo) || '/home'),
    notice: ({ isRecovery }) =>
      isRecovery
        ? 'You are signed in. That recovery code is used up: check how many you have left.'
        : 'You are signed in.',
  })
}

export default function Code() {
  const { returnTo } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <FormPage form={form} title="Enter your code" submit="Sign in">
      {returnTo !== null && <input type="hidden" name="returnTo" value={returnTo} />}
      <Input
        {...form.text('code')}
        label="Code"
        hint="Six digits, from the app on your phone."
        className="govuk-input--width-10"
        autoComplete="one-time-code"
        spellCheck={false}
      />
      <Details summary="You do not have your phone">
        <p className="govuk-body">
          Enter one of the recovery codes you kept when you set this up. If you have none left, ask an administrator of
          the association: they make sure that it is you, then reset it, and you sign in with a link alone.
        </p>
      </Details>
    </FormPage>
  )
}
