import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { changeName, nameSchema, readAccount } from '#services/accounts/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Your name')

export const loader = async (args: LoaderFunctionArgs) => {
  const { name, version } = orThrow(await readAccount(await requireActor(args), null))
  return { name, version }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, nameSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => changeName(ctx, form.value)) : form
  return respond(args, result, { form, to: '/account', notice: 'Your name is changed.' })
}

export default function AccountName() {
  const { name, version } = useLoaderData<typeof loader>()
  const form = useForm({ name })
  return (
    <>
      <BackLink href="/account" />
      <FormPage form={form} title="Your name" submit="Save name" version={version}>
        <Input
          {...form.text('name')}
          label="Name"
          hint="As colleagues know you."
          autoComplete="name"
          spellCheck={false}
        />
      </FormPage>
    </>
  )
}
