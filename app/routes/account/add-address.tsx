import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { addAddress, newAddressSchema } from '#services/accounts/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Add an e-mail address')

export const loader = async (args: LoaderFunctionArgs) => {
  await requireActor(args)
  return null
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, newAddressSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => addAddress(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/account',
    notice: 'We have sent a message to that address. Open the link in it within 15 minutes to confirm it.',
  })
}

export default function AddAddress() {
  const form = useForm()
  return (
    <>
      <BackLink href="/account" />
      <FormPage form={form} title="Add an e-mail address" submit="Send a link to confirm it">
        <Input {...form.text('address')} label="E-mail address" type="email" autoComplete="email" spellCheck={false} />
      </FormPage>
    </>
  )
}
