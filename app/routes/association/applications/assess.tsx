import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { answerRows } from '#app/components/vetting/answer-rows.tsx'
import { leaveOutChildren } from '#app/components/vetting/part-page.tsx'
import { ReferenceCards } from '#app/components/vetting/reference-cards.tsx'
import { viewHints, viewNames } from '#app/components/vetting/view-names.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { goOnFrom, orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { doneReviews } from '#services/reviews/index.ts'
import { applicationCase, assessSchema, recordView, views } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Record your view')

export const loader = async (args: LoaderFunctionArgs) => {
  const ref = pathPart(args, 'ref')
  const ctx = await requireActor(args)
  const { answers, references, reviewsKnown, buttons } = orThrow(
    await applicationCase(ctx, ref, 'application.assess', { reviewsDone: doneReviews }),
  )
  if (!buttons.assess) throw goOnFrom(args, `/association/applications/${ref}`)
  return { ref, answers, references, reviewsKnown, views }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, assessSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => recordView(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: `/association/applications/${ref}`,
    notice: 'Your view is recorded. You see the others’ when everybody has recorded theirs.',
  })
}

export default function Assess() {
  const { ref, answers, references, reviewsKnown, views } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/association/applications/${ref}`} />
      <FormProblems reply={form.reply} />
      <span className="govuk-caption-l">{ref}</span>
      <h1 className="govuk-heading-l">
        {answers.applicant}: {answers.roleName.toLowerCase()}
      </h1>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h2 className="govuk-heading-m">What the applicant says</h2>
          <SummaryList rows={answerRows(answers, references, { reviewsKnown })} />
        </div>
        <div className="govuk-grid-column-one-third">
          <ReferenceCards references={references} />
        </div>
      </div>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h2 className="govuk-heading-m">Your view</h2>
          <p className="govuk-body">
            Decide on the evidence here, for this role. You cannot change your view once it is recorded. It is kept with
            the application, and the applicant may ask to see it.
          </p>
          <PostForm>
            <Radios
              {...form.text('view')}
              legend="What is your view?"
              legendSize="s"
              items={views.map((view) => ({ value: view, label: viewNames[view], hint: viewHints[view] }))}
            />
            <Textarea
              {...form.text('reasons')}
              label="Your reasons"
              labelSize="s"
              hint={`What in the evidence and the references led you there. At least 40 characters. ${leaveOutChildren}`}
              rows={8}
            />
            <Button preventDoubleClick>Record your view</Button>
          </PostForm>
          <p className="govuk-body">
            <a className="govuk-link" href={`/association/applications/${ref}/stand-down`}>
              I have a conflict of interest here
            </a>
          </p>
        </div>
      </div>
    </>
  )
}
