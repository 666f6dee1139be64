import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requestRows } from '#app/components/reviews/request-rows.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadRequestDraft } from '#app/http/own-review.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { moveSchema, submitReview } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Check your answers')

export const loader = (args: LoaderFunctionArgs) => loadRequestDraft(args)

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, moveSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => submitReview(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: `/reviews/${ref}`,
    notice: {
      sent: 'Your request is sent',
      reference: ref,
      next: 'A coordinator checks it within ten working days, and we write to you then.',
    },
  })
}

export default function CheckAnswers() {
  const page = useLoaderData<typeof loader>()
  const { ref, version, objections, isNeighbourSensitive, firstMissing, warning, maySubmit } = page
  const { reply } = useForm()
  const section = (id: string) => `/reviews/${ref}/edit/${id}`
  const people = objections.length === 0 ? 'Nobody named' : objections.map(({ name }) => name).join('; ')
  return (
    <>
      <BackLink href={`/reviews/${ref}/edit`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={reply} />
          <span className="govuk-caption-l">Request {ref}</span>
          <h1 className="govuk-heading-l">Check your answers</h1>
          <SummaryList
            rows={[
              ...requestRows({ request: page, changeHref: section }),
              {
                key: 'Rather not have',
                value: people,
                actions: [{ text: 'Change', href: section('people'), hiddenText: 'whom you would rather not have' }],
              },
              {
                key: 'Neighbours',
                value: isNeighbourSensitive ? 'With care' : 'No special care',
                actions: [{ text: 'Change', href: section('people'), hiddenText: 'how neighbours are treated' }],
              },
            ]}
          />
          {warning !== null && <WarningText>{warning}</WarningText>}
          {firstMissing !== null && <p className="govuk-body">{firstMissing}</p>}
          {firstMissing === null && maySubmit && (
            <>
              <p className="govuk-body">
                Once it is sent you cannot change it, unless the coordinator asks you for more. You can withdraw it at
                any time before the visit.
              </p>
              <PostForm version={version}>
                <Button preventDoubleClick>Send the request</Button>
              </PostForm>
            </>
          )}
          {firstMissing === null && !maySubmit && (
            <p className="govuk-body">The request is ready. Somebody who leads the service sends it.</p>
          )}
        </div>
      </div>
    </>
  )
}
