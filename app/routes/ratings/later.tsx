import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage, FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  changes,
  findRatingPage,
  laterSchema,
  leaveToQuoteSchema,
  sayLater,
  setLeaveToQuote,
} from '#services/ratings/index.ts'

const intents = z.discriminatedUnion('intent', [
  laterSchema.extend({ intent: z.literal('say') }),
  leaveToQuoteSchema.extend({ intent: z.literal('leave') }),
])

export const meta = () => pageTitle('What has changed?')

export const loader = async (args: LoaderFunctionArgs) => {
  const page = orThrow(await findRatingPage(await requireActor(args), pathId(args, 'pairId')))
  if (!page.mayTellLater && !page.mayChangeQuote) throw pageNotFound()
  return { ...page, changes }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const pairId = pathId(args, 'pairId')
  const form = await parseForm(args.request, intents)
  const to = `/ratings/${pairId}`
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'leave') {
    const { mayQuote } = value
    return respond(args, await once(ctx, form.key, (ctx) => setLeaveToQuote(ctx, { pairId, mayQuote })), {
      form,
      to,
      notice: mayQuote ? 'It may be quoted, with your service’s name.' : 'It is quoted no longer.',
    })
  }
  const { change, text, mayQuote } = value
  return respond(args, await once(ctx, form.key, (ctx) => sayLater(ctx, { pairId, change, text, mayQuote })), {
    form,
    to,
    notice: 'Thank you. Both sides read it on this page.',
  })
}

export default function Later() {
  const page = useLoaderData<typeof loader>()
  return page.later === null ? <Say page={page} /> : <Leave page={page} later={page.later} />
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const Leave = ({ page, later }: { page: Page; later: NonNullable<Page['later']> }) => {
  const form = useForm({}, 'leave')
  return (
    <>
      <BackLink href={`/ratings/${page.pairId}`} />
      <FormProblems reply={form.pageReply} />
      <span className="govuk-caption-l">
        {page.workRef}: {page.title}
      </span>
      <h1 className="govuk-heading-l">What you said had changed</h1>
      <p className="govuk-body">
        On {longDate(later.on)}: {later.says}.
      </p>
      <blockquote className="govuk-inset-text app-kept-line-breaks">{later.text}</blockquote>
      <p className="govuk-body">
        {later.mayQuote
          ? 'The association may quote these words, with your service’s name.'
          : 'Both sides read these words. Nobody quotes them.'}
      </p>
      <PostForm intent="leave">
        <input type="hidden" name="mayQuote" value={later.mayQuote ? 'no' : 'yes'} />
        <Button variant="secondary" preventDoubleClick>
          {later.mayQuote ? 'Do not let it be quoted' : 'Let it be quoted'}
        </Button>
      </PostForm>
    </>
  )
}

const Say = ({ page: { pairId, workRef, title, changes } }: { page: Page }) => {
  const form = useForm({}, 'say')
  return (
    <>
      <BackLink href={`/ratings/${pairId}`} />
      <FormPage
        form={form}
        caption={`${workRef}: ${title}`}
        title="What has changed since?"
        submit="Say so"
        introduction={
          <p className="govuk-body">
            You say this once, and it stands apart from your rating: it is in no figure. Those who came read it, and
            members read how many said so.
          </p>
        }
      >
        <Radios
          {...form.text('change')}
          legend="How much has changed?"
          legendSize="m"
          items={changes.map((label, at) => ({ value: String(at + 1), label }))}
        />
        <CharacterCount {...form.text('text')} label="What?" labelSize="m" maxLength={2000} threshold={75} />
        <Checkboxes
          {...form.choices('mayQuote')}
          legend="May we quote it?"
          legendSize="m"
          items={[{ value: 'on', label: 'The association may quote these words, with our service’s name' }]}
        />
      </FormPage>
    </>
  )
}
