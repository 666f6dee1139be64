import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange, longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { ReportDocument } from '#app/components/reports/report-document.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { asSystem } from '#services/core/access.ts'
import { once } from '#services/core/once.ts'
import { printedReport } from '#services/reports/index.ts'
import { answerAsSponsor, sponsorAnswerSchema, sponsorPage } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Your answer as sponsor')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const page = orThrow(await sponsorPage(ctx, pathPart(args, 'token')))
  // The link itself says that its holder may read the final report of this review.
  const report = page.about === 'report' ? orThrow(await printedReport(asSystem(ctx), page.ref)) : null
  return { page, report }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const token = pathPart(args, 'token')
  const form = await parseForm(args.request, sponsorAnswerSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => answerAsSponsor(ctx, token, form.value)) : form
  return respond(args, result, { form, to: `/sponsors/${token}`, notice: 'Thank you. The service is told.' })
}

export default function SponsorLink() {
  const { page, report } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <span className="govuk-caption-l">
          {page.yotName}, {page.ref}
        </span>
        <h1 className="govuk-heading-l">
          {page.about === 'request'
            ? 'Do you agree to this peer review?'
            : 'The final report of the review you sponsor'}
        </h1>
        {page.answeredOn !== null && (
          <InsetText>
            You said on {longDate(page.answeredOn)} that you {page.agrees ? 'agree' : 'do not agree'}. Thank you: there
            is nothing more for you to do.
          </InsetText>
        )}
        {report === null ? <Asked page={page} /> : <ReportDocument {...report} isUnderTitle />}
        {page.answeredOn === null && (
          <PostForm>
            <Radios
              {...form.text('agrees')}
              legend={page.about === 'request' ? `Do you, ${page.name}, back this review?` : 'Do you agree to it?'}
              items={[
                { value: 'yes', label: 'Yes, I agree' },
                { value: 'no', label: 'No' },
              ]}
            />
            <Textarea {...form.text('words')} label="What you want to say (needed if you do not agree)" rows={3} />
            <Button preventDoubleClick>Send your answer</Button>
          </PostForm>
        )}
      </div>
    </div>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>['page']

const Asked = ({ page }: { page: Page }) => (
  <>
    <p className="govuk-body">
      A team of serving managers from other services comes at your service’s invitation and says what it finds. It is
      not an inspection, and the service decides what is shared.
    </p>
    <SummaryList
      rows={[
        { key: 'What for', value: <TypedText text={page.purpose} /> },
        {
          key: 'Questions',
          value: (
            <ol className="govuk-list govuk-list--number govuk-!-margin-bottom-0">
              {page.questions.map((question) => (
                <li key={question}>{question}</li>
              ))}
            </ol>
          ),
        },
        {
          key: 'When',
          value: `${page.days} days, one of: ${page.windows.map(({ startsOn, endsOn }) => dateRange(startsOn, endsOn)).join('; ')}`,
        },
        { key: 'Arranged by', value: page.leadOfficerName },
      ]}
    />
  </>
)
