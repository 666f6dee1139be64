import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { goOnFrom, orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { applicationCase, standDown } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Stand down from this application')

export const loader = async (args: LoaderFunctionArgs) => {
  const ref = pathPart(args, 'ref')
  const { buttons } = orThrow(await applicationCase(await requireActor(args), ref))
  if (!buttons.standDown) throw goOnFrom(args, `/association/applications/${ref}`)
  return { ref, isAsked: buttons.assess }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, z.object({}))
  const result = form.ok ? await once(ctx, form.key, (ctx) => standDown(ctx, { ref: pathPart(args, 'ref') })) : form
  return respond(args, result, {
    form,
    to: '/home',
    notice: 'Thank you. You have nothing more to do with that application.',
  })
}

export default function StandDown() {
  const { ref, isAsked } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/association/applications/${ref}${isAsked ? '/assess' : ''}`} />
      <FormPage
        form={form}
        caption={`Application ${ref}`}
        title="Stand down from this application"
        submit="I have a conflict of interest"
        isWarning
        introduction={
          <p className="govuk-body">
            You need not say why. If you were asked to assess it, somebody else is asked in your place. From then on you
            see nothing of this application. This cannot be undone.
          </p>
        }
      />
    </>
  )
}
