import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PlanAreas } from '#app/components/reports/plan-areas.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { completePlan, movePlanSchema, planPage } from '#services/reports/index.ts'

export const meta = () => pageTitle('Action plan')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await planPage(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, movePlanSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => completePlan(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/reviews/${ref}/plan`,
    notice: 'The plan is agreed. Each owner is sent their link, and the team can read it.',
  })
}

export default function Plan() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, status, statusWords, version, areas, mayWrite, mayComplete, lacks, dueOn, progressOn } = page
  const form = useForm()
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">Action plan</h1>
          <p className="govuk-body">
            <Tag colour={status === 'open' ? 'blue' : 'green'}>{statusWords}</Tag>
          </p>
          {status === 'open' ? (
            <p className="govuk-body">
              Answer each area for consideration: with actions, each with an owner and a day, or with why it is not
              taken up. The head of the service agrees it by {longDate(dueOn)}.
            </p>
          ) : (
            progressOn !== null && (
              <p className="govuk-body">
                Progress is reviewed about {longDate(progressOn)}.{' '}
                <a className="govuk-link app-no-print" href={`/reviews/${ref}/progress`}>
                  The progress review
                </a>
              </p>
            )
          )}
          {areas.length === 0 && <p className="govuk-body">The report has no areas for consideration.</p>}
          <PlanAreas areas={areas} editAt={mayWrite ? `/reviews/${ref}/plan` : null} />
          {mayComplete && lacks !== null && <InsetText>It cannot be agreed yet. {lacks}</InsetText>}
          {mayComplete && lacks === null && (
            <PostForm version={version}>
              <Button preventDoubleClick>Agree the action plan</Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}
