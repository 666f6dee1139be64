import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PartPage } from '#app/components/vetting/part-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadOwn } from '#app/http/own-application.ts'
import { goOnFrom, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { withdrawApplication } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Withdraw your application')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, mayWithdraw } = await loadOwn(args)
  if (!mayWithdraw) throw goOnFrom(args, `/apply/${ref}`)
  return { ref }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, z.object({}))
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => withdrawApplication(ctx, { ref: pathPart(args, 'ref') }))
    : form
  return respond(args, result, { form, to: '/apply', notice: 'Your application is withdrawn.' })
}

export default function Withdraw() {
  const { ref } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <PartPage
      form={form}
      reference={ref}
      title="Withdraw your application"
      submit="Withdraw it"
      isWarning
      introduction={
        <p className="govuk-body">
          Nobody will look at it any more, and your referees’ links end. You can apply again at any time, from the
          beginning.
        </p>
      }
      cancel={
        <a className="govuk-link" href={`/apply/${ref}`}>
          Keep it
        </a>
      }
    />
  )
}
