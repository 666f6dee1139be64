import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { ActionFields } from '#app/components/reports/action-fields.tsx'
import { pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { actionSchema, addAction, notTakenUpSchema, planPage, sayNotTakenUp } from '#services/reports/index.ts'

export const meta = () => pageTitle('Answer an area for consideration')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, yotName, areas, mayWrite, version } = orThrow(
    await planPage(await requireActor(args), pathPart(args, 'ref')),
  )
  const area = mayWrite && areas.find(({ position }) => position === pathNumber(args, 'position'))
  if (!area) throw pageNotFound()
  const { position, text, notTakenUp, version: areaVersion, actions } = area
  const hasActions = actions.some(({ status }) => status !== 'dropped')
  return { ref, yotName, version, position, text, notTakenUp, areaVersion, hasActions }
}

const intentOf = z.object({ intent: z.string().optional() })

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const position = pathNumber(args, 'position')
  const to = `/reviews/${ref}/plan`
  const intent = await parseForm(args.request, intentOf)
  if (intent.ok && intent.value.intent === 'not-taken-up') {
    const form = await parseForm(args.request, notTakenUpSchema)
    const result = form.ok ? await once(ctx, form.key, (ctx) => sayNotTakenUp(ctx, ref, position, form.value)) : form
    return respond(args, result, { form, to, notice: 'The answer is kept.' })
  }
  const form = await parseForm(args.request, actionSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => addAction(ctx, ref, position, form.value)) : form
  return respond(args, result, { form, to, notice: 'The action is added.' })
}

export default function Area() {
  const { ref, yotName, version, position, text, notTakenUp, areaVersion, hasActions } = useLoaderData<typeof loader>()
  const add = useForm({}, 'add')
  const not = useForm({ notTakenUp }, 'not-taken-up')
  return (
    <>
      <BackLink href={`/reviews/${ref}/plan`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={add.pageReply} />
          <span className="govuk-caption-l">
            Action plan, {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">
            Area {position}: {text}
          </h1>
          <PostForm intent="add" version={version}>
            <h2 className="govuk-heading-m">Add an action</h2>
            <ActionFields form={add} />
            <Button preventDoubleClick>Add the action</Button>
          </PostForm>
          {!hasActions && (
            <PostForm intent="not-taken-up" version={areaVersion}>
              <h2 className="govuk-heading-m">Or say why it is not taken up</h2>
              <Textarea {...not.text('notTakenUp')} label="It is not taken up, because" rows={3} />
              <Button variant="secondary" preventDoubleClick>
                Keep this answer
              </Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}
