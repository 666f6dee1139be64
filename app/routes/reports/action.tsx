import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { ActionFields, UpdateFields } from '#app/components/reports/action-fields.tsx'
import { Updates } from '#app/components/reports/plan-areas.tsx'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  actionPage,
  actionSchema,
  changeAction,
  dropAction,
  dropActionSchema,
  movePlanSchema,
  ragWords,
  reopenAction,
  updateAction,
  updateActionSchema,
} from '#services/reports/index.ts'

export const meta = () => pageTitle('An action')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await actionPage(await requireActor(args), pathPart(args, 'ref'), pathId(args, 'id'))),
  rags: Object.entries(ragWords),
})

const intentOf = z.object({ intent: z.string().optional() })

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = pathId(args, 'id')
  const to = `/reviews/${pathPart(args, 'ref')}/plan#action-${id}`
  const intent = await parseForm(args.request, intentOf)
  switch (intent.ok ? intent.value.intent : null) {
    case 'change': {
      const form = await parseForm(args.request, actionSchema)
      const result = form.ok ? await once(ctx, form.key, (ctx) => changeAction(ctx, id, form.value)) : form
      return respond(args, result, { form, to, notice: 'The action is changed.' })
    }
    case 'drop': {
      const form = await parseForm(args.request, dropActionSchema)
      const result = form.ok ? await once(ctx, form.key, (ctx) => dropAction(ctx, id, form.value)) : form
      return respond(args, result, { form, to, notice: 'The action is dropped.' })
    }
    case 'reopen': {
      const form = await parseForm(args.request, movePlanSchema)
      const result = form.ok ? await once(ctx, form.key, (ctx) => reopenAction(ctx, id, form.value)) : form
      return respond(args, result, { form, to, notice: 'The action is taken up again.' })
    }
    default: {
      const form = await parseForm(args.request, updateActionSchema)
      const result = form.ok ? await once(ctx, form.key, (ctx) => updateAction(ctx, id, form.value)) : form
      return respond(args, result, { form, to, notice: 'What you said is kept.' })
    }
  }
}

export default function Action() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, what, version, isOpen, mayReopen, updates, rags, rag, ownerRole, ownerName, ownerAddress } =
    page
  const update = useForm({ rag }, 'update')
  const change = useForm({ what, ownerRole, ownerName, ownerAddress, dueOn: page.dueOn }, 'change')
  const drop = useForm({}, 'drop')
  return (
    <>
      <BackLink href={`/reviews/${ref}/plan`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={update.pageReply} />
          <span className="govuk-caption-l">
            Action plan, {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">{what}</h1>
          {isOpen && (
            <>
              <PostForm intent="update" version={version}>
                <UpdateFields form={update} rags={rags} />
                <Button preventDoubleClick>Keep what you said</Button>
              </PostForm>
              <Details summary="Change what it is, whose, or by when" open={change.isTyped}>
                <PostForm intent="change" version={version}>
                  <ActionFields form={change} />
                  <p className="govuk-hint">Another owner gets a link of their own; the one before ends.</p>
                  <Button variant="secondary" preventDoubleClick>
                    Change the action
                  </Button>
                </PostForm>
              </Details>
              <Details summary="Drop it" open={drop.isTyped}>
                <PostForm intent="drop" version={version}>
                  <Textarea {...drop.text('reason')} label="Why?" rows={2} />
                  <Button variant="warning" preventDoubleClick>
                    Drop the action
                  </Button>
                </PostForm>
              </Details>
            </>
          )}
          {mayReopen && (
            <PostForm intent="reopen" version={version}>
              <Button variant="secondary" preventDoubleClick>
                Take it up again
              </Button>
            </PostForm>
          )}
          {updates.length > 0 && (
            <>
              <h2 className="govuk-heading-m">What was said</h2>
              <Updates updates={updates} />
            </>
          )}
        </div>
      </div>
    </>
  )
}
