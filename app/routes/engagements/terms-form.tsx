import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { LineFields, SessionFields } from '#app/components/engagements/line-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { typedPounds } from '#services/core/words.ts'
import {
  readTermsForm,
  saveTerms,
  saveTermsSchema,
  sendTerms,
  sendTermsSchema,
  type TermsForm,
} from '#services/engagements/index.ts'

export const meta = () => pageTitle('Terms')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await readTermsForm(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  saveTermsSchema.extend({ intent: z.literal('save'), more: z.string().optional() }),
  sendTermsSchema.extend({ intent: z.literal('send') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const page = `/engagements/${ref}/terms`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: page })
  const { value } = form
  if (value.intent === 'send')
    return respond(args, await once(ctx, form.key, (ctx) => sendTerms(ctx, ref, value)), {
      form,
      to: `${page}/latest`,
      notice: 'The terms are sent. They are in force once both sides have accepted this text.',
    })
  const to = value.more === undefined ? page : `${page}?more=${value.more}#${value.more}`
  return respond(args, await once(ctx, form.key, (ctx) => saveTerms(ctx, ref, value)), {
    form,
    to,
    notice: 'Saved. Nobody sees it before you send it.',
  })
}

const parts = [
  ['people', 'Who delivers it'],
  ['work', 'What is delivered'],
  ['when', 'When and where'],
  ['price', 'What it costs'],
  ['expenses', 'Expenses'],
  ['cancellation', 'If it is cancelled'],
  ['documents', 'Documents and materials'],
  ['data', 'Personal data'],
] as const

/** What the form shows before anything is typed. */
const initialOf = ({ parts }: TermsForm) => ({
  people: parts.people.map(({ personId }) => personId),
  work: parts.work,
  expenses: parts.expenses,
  documents: parts.documents,
  data: parts.data,
  conflicts: parts.conflicts,
  periodFrom: parts.period?.from,
  periodTo: parts.period?.to,
  cancelDays: parts.cancellation?.days,
  cancelPercent: parts.cancellation?.percent,
  ...Object.fromEntries(
    parts.sessions.flatMap((session, at) =>
      Object.entries(session).map(([key, value]) => [`sessions[${at}].${key}`, value]),
    ),
  ),
  ...Object.fromEntries(
    parts.lines.flatMap(({ what, quantity, unit, pricePence, vat }, at) => [
      [`lines[${at}].what`, what],
      [`lines[${at}].quantity`, quantity / 100],
      [`lines[${at}].unit`, unit],
      [`lines[${at}].price`, typedPounds(pricePence)],
      [`lines[${at}].vat`, vat],
    ]),
  ),
})

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

export default function Terms() {
  const terms = useLoaderData<typeof loader>()
  const { ref, title, lacking, possible, draftVersion, version, isPaid, isChange, overtakenBy } = terms
  const form = useForm(initialOf(terms), 'save')
  const [params] = useSearchParams()
  const more = params.get('more')
  const sessions = terms.parts.sessions.length + (more === 'sessions' ? 3 : 1)
  const lines = terms.parts.lines.length + (more === 'lines' ? 3 : 1)
  const asksConflicts = terms.parts.conflicts !== '' || form.pageReply?.errors.conflicts !== undefined
  return (
    <>
      <BackLink href={`/engagements/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {title}, {ref}
          </span>
          <h1 className="govuk-heading-l">{isChange ? 'Ask for a change of terms' : 'Write the terms'}</h1>
          {overtakenBy !== null && (
            <WarningText>
              The other side has sent version {overtakenBy} since you began this. Read it before you send yours.
            </WarningText>
          )}
          <p className="govuk-body">
            {isChange
              ? 'What you agreed holds until the other side accepts the change.'
              : 'Save as you go: nobody sees this before you send it.'}
          </p>
          <TaskList
            items={parts
              .filter(([name]) => isPaid || (name !== 'price' && name !== 'cancellation'))
              .map(([name, title]) => ({
                title,
                href: `#${name}`,
                status: lacking.includes(name) ? <Tag colour="blue">To do</Tag> : 'Done',
              }))}
          />
          {lacking.length === 0 && (
            <PostForm intent="send" version={version}>
              <input type="hidden" name="as" value={isChange ? 'change-asked' : 'proposed'} />
              <Button preventDoubleClick>{isChange ? 'Ask for this change' : 'Send these terms'}</Button>
            </PostForm>
          )}
          <PostForm intent="save" version={draftVersion}>
            <div id="people">
              <Checkboxes
                {...form.choices('people')}
                id="people-choices"
                legend="Who delivers it?"
                legendSize="m"
                hint="Each of them is checked for conflicts of interest before the terms are sent."
                items={possible.map(({ personId, name }) => ({ value: personId, label: name }))}
              />
            </div>
            <CharacterCount
              {...form.text('work')}
              label="What is delivered?"
              labelSize="m"
              maxLength={4000}
              threshold={75}
            />
            <h2 className="govuk-heading-m" id="when">
              When and where
            </h2>
            <div id="sessions">
              {numbers(sessions).map((at) => (
                <SessionFields key={at} form={form} at={at} />
              ))}
            </div>
            <Details summary="It has no sessions: say between which days" open={terms.parts.period !== null}>
              <DateInput {...form.date('periodFrom')} legend="First day" legendSize="s" />
              <DateInput {...form.date('periodTo')} legend="Last day" legendSize="s" />
            </Details>
            {isPaid && (
              <>
                <h2 className="govuk-heading-m" id="price">
                  What it costs
                </h2>
                <p className="govuk-hint">
                  How VAT stands is for your finance teams to say. Between councils it is often not a business supply,
                  and outside the scope.
                </p>
                <div id="lines">
                  {numbers(lines).map((at) => (
                    <LineFields key={at} form={form} at={at} />
                  ))}
                </div>
              </>
            )}
            <CharacterCount
              {...form.text('expenses')}
              label="Expenses"
              labelSize="m"
              hint="Which are paid, and how much at most. Write “None” if there are none."
              maxLength={1000}
              threshold={75}
              rows={2}
            />
            {isPaid && (
              <div id="cancellation">
                <h2 className="govuk-heading-m">If it is cancelled</h2>
                <Input
                  {...form.text('cancelDays')}
                  label="Cancelled less than how many days before?"
                  suffix="days"
                  width={3}
                  inputMode="numeric"
                />
                <Input
                  {...form.text('cancelPercent')}
                  label="How much of the price is owed then?"
                  hint="0 if nothing is owed"
                  suffix="%"
                  width={3}
                  inputMode="numeric"
                />
              </div>
            )}
            <CharacterCount
              {...form.text('documents')}
              label="Documents and materials"
              labelSize="m"
              hint="Who may use what is written or shown, and how."
              maxLength={2000}
              threshold={75}
              rows={3}
            />
            <CharacterCount
              {...form.text('data')}
              label="Personal data"
              labelSize="m"
              hint="What is shared, if anything. Nothing that tells who a child is."
              maxLength={2000}
              threshold={75}
              rows={3}
            />
            {asksConflicts && (
              <CharacterCount
                {...form.text('conflicts')}
                label="How a conflict of interest is managed"
                labelSize="m"
                maxLength={2000}
                threshold={75}
                rows={3}
              />
            )}
            <div className="govuk-button-group">
              <Button preventDoubleClick>Save</Button>
              <Button variant="secondary" name="more" value="sessions">
                Save, and add sessions
              </Button>
              {isPaid && (
                <Button variant="secondary" name="more" value="lines">
                  Save, and add lines
                </Button>
              )}
            </div>
          </PostForm>
        </div>
      </div>
    </>
  )
}
