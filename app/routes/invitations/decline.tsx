import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  declareConflict,
  declareConflictSchema,
  declineInvitation,
  declineSchema,
  invitationPage,
  leaveSchema,
  leaveTeam,
} from '#services/reviews/index.ts'

export const meta = () => pageTitle('You cannot take part')

export const loader = async (args: LoaderFunctionArgs) => {
  const page = orThrow(await invitationPage(await requireActor(args), pathId(args, 'id')))
  const { id, version, yotName, isOpen, mayLeave } = page
  if (!isOpen && !mayLeave) throw pageNotFound()
  return { id, version, yotName, mayLeave }
}

const forms = z.discriminatedUnion('intent', [
  declineSchema.extend({ intent: z.literal('decline') }),
  leaveSchema.extend({ intent: z.literal('leave') }),
  declareConflictSchema.extend({ intent: z.literal('conflict') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = pathId(args, 'id')
  const form = await parseForm(args.request, forms)
  const to = '/reviews'
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  const notice = 'Thank you for telling us. Somebody else is asked, and nothing more is needed from you.'
  switch (value.intent) {
    case 'decline':
      return respond(args, await once(ctx, form.key, (ctx) => declineInvitation(ctx, { ...value, id })), {
        form,
        to,
        notice,
      })
    case 'leave':
      return respond(args, await once(ctx, form.key, (ctx) => leaveTeam(ctx, { ...value, id })), { form, to, notice })
    case 'conflict':
      return respond(args, await once(ctx, form.key, (ctx) => declareConflict(ctx, { ...value, id })), {
        form,
        to,
        notice,
      })
  }
}

export default function Decline() {
  const { id, version, yotName, mayLeave } = useLoaderData<typeof loader>()
  const form = useForm({}, mayLeave ? 'leave' : 'decline')
  return (
    <>
      <BackLink href={`/invitations/${id}`} />
      <FormPage
        form={form}
        caption={`Review of ${yotName}`}
        title={mayLeave ? 'You can no longer take part' : 'You cannot take part'}
        version={version}
        submit={mayLeave ? 'Leave the team' : 'Say no'}
        isWarning={mayLeave}
      >
        <Textarea
          {...form.text('reason')}
          label="Why? (optional)"
          hint="Only whoever looks after the review reads it."
          rows={3}
        />
      </FormPage>
      <h2 className="govuk-heading-m">If you have a conflict of interest here</h2>
      <p className="govuk-body">
        You need not say what it is. From then on you see nothing more of this review, and others are only told that you
        are not available.
      </p>
      <PostForm intent="conflict" version={version}>
        <Button variant="secondary" preventDoubleClick>
          I have a conflict of interest here
        </Button>
      </PostForm>
    </>
  )
}
