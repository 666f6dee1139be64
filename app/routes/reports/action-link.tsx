import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { UpdateFields } from '#app/components/reports/action-fields.tsx'
import { Updates } from '#app/components/reports/plan-areas.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { actionByLink, ragWords, updateActionSchema, updateByLink } from '#services/reports/index.ts'

export const meta = () => pageTitle('How does it stand?')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await actionByLink(await getCtx(args), pathPart(args, 'token'))),
  rags: Object.entries(ragWords),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const token = pathPart(args, 'token')
  const form = await parseForm(args.request, updateActionSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => updateByLink(ctx, token, form.value)) : form
  return respond(args, result, { form, to: `/actions/${token}`, notice: 'Thank you. The service sees what you said.' })
}

export default function ActionByLink() {
  const { yotName, what, ownerRole, dueOn, version, isOpen, status, rag, rags, updates } =
    useLoaderData<typeof loader>()
  const form = useForm({ rag })
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <span className="govuk-caption-l">Action plan of {yotName}</span>
        <h1 className="govuk-heading-l">{what}</h1>
        <p className="govuk-body">
          Yours as {ownerRole}, by {longDate(dueOn)}.
        </p>
        {isOpen ? (
          <PostForm version={version}>
            <UpdateFields form={form} rags={rags} />
            <Button preventDoubleClick>Say how it stands</Button>
          </PostForm>
        ) : (
          <p className="govuk-body">
            {status === 'done'
              ? 'This is done. Thank you: there is nothing more for you to do.'
              : 'There is nothing to say here at present.'}
          </p>
        )}
        {updates.length > 0 && (
          <>
            <h2 className="govuk-heading-m">What was said</h2>
            <Updates updates={updates} />
          </>
        )}
      </div>
    </div>
  )
}
