import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { clearSessionCookie } from '#app/http/session.ts'
import { leaveExchange } from '#services/accounts/index.ts'
import { leavers, rooms } from '#services/exchange.ts'
import { myData } from '#services/insight/index.ts'

export const meta = () => pageTitle('Leave Critical Friend')

export const loader = async (args: LoaderFunctionArgs) => {
  const { sections } = orThrow(await myData(await requireActor(args), { most: 1, isForReading: true, rooms }))
  return { becomes: sections.map(({ title, onLeaving }) => ({ key: title, value: onLeaving })) }
}

const schema = z.object({ isSure: z.literal('yes', 'Tick the box to leave') })

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, schema)
  // Twice: whoever has left is signed out, and has nothing more to leave.
  const result = form.ok ? await leaveExchange(ctx, leavers) : form
  if (result.ok) clearSessionCookie(args)
  return respond(args, result, {
    form,
    to: '/',
    notice: 'You have left Critical Friend. Thank you for your time here.',
  })
}

export default function Leave() {
  const { becomes } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/account/data">What we hold about you</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <h1 className="govuk-heading-l">Leave Critical Friend</h1>
          <p className="govuk-body">
            If you change jobs you need not leave:{' '}
            <a className="govuk-link" href="/account/new-job">
              say where you work now
            </a>
            . Once you leave you cannot sign in any more.
          </p>
          <h2 className="govuk-heading-m">What becomes of what we hold</h2>
          <SummaryList rows={becomes} />
          <PostForm>
            <Checkboxes
              {...form.choices('isSure')}
              legend="Are you sure?"
              items={[{ value: 'yes', label: 'Yes, I leave' }]}
            />
            <Button variant="warning" preventDoubleClick>
              Leave Critical Friend
            </Button>
          </PostForm>
        </div>
      </div>
    </>
  )
}
