import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { declareConflictPage, declareConflictWith } from '#services/reviews/index.ts'

export const meta = () => pageTitle('A conflict of interest with this request')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await declareConflictPage(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, z.object({}))
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => declareConflictWith(ctx, { ref: pathPart(args, 'ref') }))
    : form
  return respond(args, result, {
    form,
    to: '/association/requests',
    notice: 'Thank you. You have nothing more to do with that request.',
  })
}

export default function DeclareConflict() {
  const { ref, isHeld } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href={`/association/requests/${ref}`} />
      <FormPage
        form={useForm()}
        caption={ref}
        title="Do you have a conflict of interest with this request?"
        submit="I have a conflict of interest"
        isWarning
        introduction={
          <>
            <p className="govuk-body">
              You need not say why. From then on you see nothing of this request
              {isHeld ? ', and it passes to another officer, as a rule of another region' : ''}. This cannot be undone.
            </p>
            <p className="govuk-body">
              If others should know of the interest for other work too,{' '}
              <a className="govuk-link" href="/declarations/add">
                declare it for everything
              </a>{' '}
              instead: the rules then say what follows from it.
            </p>
          </>
        }
      />
    </>
  )
}
