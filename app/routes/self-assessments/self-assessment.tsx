import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { MarksChart } from '#app/components/charts/marks-chart.tsx'
import { longDate } from '#app/components/dates.ts'
import { markWords, ScaleMeaning } from '#app/components/fieldwork/answer-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { MarkedStatements } from '#app/components/self-assessments/marked-statements.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  finishSchema,
  finishSelfAssessment,
  selfAssessmentPage,
  shownToWords,
  showSchema,
  showSelfAssessment,
} from '#services/self-assessments/index.ts'
import { scale, scaleMeans } from '#services/workbooks/index.ts'

export const meta = () => pageTitle('Self-assessment')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await selfAssessmentPage(await requireActor(args), pathPart(args, 'ref'))),
  scale,
  means: scaleMeans,
  readers: shownToWords,
})

const intents = z.discriminatedUnion('intent', [
  finishSchema.extend({ intent: z.literal('finish') }),
  showSchema.extend({ intent: z.literal('show') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/self-assessments/${ref}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'finish')
    return respond(args, await once(ctx, form.key, (ctx) => finishSelfAssessment(ctx, ref, value)), {
      form,
      to,
      notice: 'It is finished, and stands as it is.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => showSelfAssessment(ctx, ref, value)), {
    form,
    to,
    notice: 'Who reads it is changed.',
  })
}

export default function SelfAssessment() {
  const { page, scale, means, readers } = useLoaderData<typeof loader>()
  const { ref, title, yotName, yotCode, statements, answered, at, threshold, last, events, isOwn } = page
  const form = useForm({ shownTo: page.shownTo })
  const of = statements.length
  return (
    <>
      <BackLink href={isOwn ? '/self-assessments' : `/yots/${yotCode}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            {page.finishedOn === null
              ? `Begun ${longDate(page.begunOn)}. ${answered} of ${of} have a mark.`
              : `Finished ${longDate(page.finishedOn)}.`}{' '}
            <strong>
              {at} of {of}
            </strong>{' '}
            stand at {threshold} or more{page.isReached ? ': all that the mark asks of an area' : ''}. It is the
            service’s own view.
          </p>
          <ScaleMeaning scale={scale} means={means} />
          {page.mayWrite && (
            <TaskList
              items={statements.map(({ position, text, answer, before }) => ({
                title: `${position}. ${text}`,
                href: `/self-assessments/${ref}/${position}`,
                hint: before === null ? undefined : `Last time: ${markWords(before, scale)}`,
                status: answer === null ? <Tag colour="blue">To do</Tag> : markWords(answer, scale),
              }))}
            />
          )}
          {answered > 0 && (
            <MarksChart
              title={last === null ? 'The marks' : 'The marks, beside the last time'}
              most={10}
              threshold={threshold}
              beforeWords={last && longDate(last.on)}
              rows={statements}
            />
          )}
          {!page.mayWrite && (
            <Details summary="What shows each of them">
              <MarkedStatements statements={statements} scale={scale} />
            </Details>
          )}
          <p className="govuk-body">
            <a className="govuk-link" href={`/self-assessments/${ref}/print`}>
              A copy to print
            </a>
          </p>
          {events.includes('finished') && (
            <PostForm intent="finish" version={page.version}>
              <Button preventDoubleClick>Finish it</Button>
            </PostForm>
          )}
          {events.includes('shown') && (
            <PostForm intent="show" version={page.version}>
              <Radios
                {...form.text('shownTo')}
                legend="Who reads it, marks and evidence?"
                hint="You can take this back at any time."
                isSmall
                items={Object.entries(readers).map(([value, label]) => ({ value, label }))}
              />
              <Button variant="secondary" preventDoubleClick>
                Save
              </Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}
