import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { stepSchema, stepsPage, tickStep } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Steps to tick off')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { ...orThrow(await stepsPage(ctx, pathPart(args, 'ref'))), today: ctx.clock.today() }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, stepSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => tickStep(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/reviews/${ref}/steps`, notice: 'It stands on the timeline.' })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Steps() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, steps } = page
  const form = useForm()
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">Steps to tick off</h1>
          <p className="govuk-body">
            What was done, when and by whom stays on the review’s timeline, and so does what was not.
          </p>
          {steps.map((step) => (
            <StepView key={step.step} page={page} step={step} />
          ))}
        </div>
      </div>
    </>
  )
}

const StepView = ({ page, step }: { page: Page; step: Page['steps'][number] }) => {
  const { title, who, dueOn, word, mayTick } = step
  const answered = useForm({ isDone: 'yes', happenedOn: page.today })
  const isOurs = answered.reply?.values.step?.[0] === step.step
  const form = answered
  const at = (name: string) => `${step.step}-${name}`
  return (
    <section aria-labelledby={at('title')} className="app-finding">
      <h2 className="govuk-heading-m" id={at('title')}>
        {title}
      </h2>
      <p className="govuk-body">
        {who}
        {dueOn !== null && `, by ${longDate(dueOn)}`}.{' '}
        <strong>
          {word === null
            ? dueOn !== null && dueOn > page.today
              ? 'Not ticked off yet.'
              : 'Nobody has said yet whether it was done.'
            : word.isDone
              ? `Done${word.on === null ? '' : ` on ${longDate(word.on)}`}, says ${word.by}.`
              : `Not done, says ${word.by}.`}
        </strong>
        {word !== null && word.note !== '' && ` ${word.note}`}
      </p>
      {mayTick && (
        <Details summary={word === null ? `Tick it off: ${title}` : `Say it again: ${title}`} open={isOurs}>
          <PostForm>
            <input type="hidden" name="step" value={step.step} />
            <Radios
              {...form.text('isDone')}
              id={at('isDone')}
              legend="Was it done?"
              legendSize="s"
              items={[
                { value: 'yes', label: 'Yes' },
                { value: 'no', label: 'No, and it will not be' },
              ]}
            />
            <DateInput {...form.date('happenedOn')} id={at('happenedOn')} legend="On which day?" legendSize="s" />
            <Input {...form.text('note')} id={at('note')} label="A note, or why it was not done" />
            <Button preventDoubleClick>Say so</Button>
          </PostForm>
        </Details>
      )}
    </section>
  )
}
