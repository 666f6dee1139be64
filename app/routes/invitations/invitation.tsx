import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange, longDate, monthAndYear } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { KloeList } from '#app/components/reviews/request-rows.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  type Answer,
  acceptInvitation,
  acceptSchema,
  type InvitationPage,
  invitationPage,
} from '#services/reviews/index.ts'

export const meta = () => pageTitle('An invitation to a review team')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await invitationPage(await requireActor(args), pathId(args, 'id')))

const notices: Record<Answer, string> = {
  accepted: 'Thank you. You are on the team. We write to you when everyone has answered.',
  'to-manage':
    'Thank you. What you declared must be managed before you can join. The coordinator looks at it; then you can say yes here.',
  'not-possible':
    'Thank you for declaring it. It means that you cannot serve on this review. Nothing more is needed from you.',
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = pathId(args, 'id')
  const form = await parseForm(args.request, acceptSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => acceptInvitation(ctx, { ...form.value, id })) : form
  const to = (answer: Answer) => (answer === 'to-manage' ? `/invitations/${id}` : '/reviews')
  return respond(args, result, { form, to, notice: (answer) => notices[answer] })
}

export default function Invitation() {
  const page = useLoaderData<typeof loader>()
  const form = useForm()
  const { id, yotName, role, startsOn, endsOn } = page
  const when = startsOn && endsOn ? dateRange(startsOn, endsOn) : 'Dates to be agreed'
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <span className="govuk-caption-l">Invitation, {page.ref}</span>
        <h1 className="govuk-heading-l">Would you review {yotName}?</h1>
        <Standing page={page} />
        <SummaryList
          rows={[
            { key: 'Your part', value: role },
            { key: 'When', value: `${when}, ${page.days} days, ${page.modeWords.toLowerCase()}` },
            { key: 'What for', value: <TypedText text={page.purpose} /> },
            { key: 'Key lines of enquiry', value: <KloeList kloes={page.kloes.map(withNames)} /> },
            page.travelWords !== null && { key: 'Travel paid by', value: page.travelWords },
            page.reasons.length > 0 && {
              key: 'Why you',
              value: (
                <ul className="govuk-list govuk-!-margin-bottom-0">
                  {page.reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
        {page.isOpen && <SayYes page={page} form={form} />}
        {page.isOpen && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/invitations/${id}/decline`}>
              I cannot take part
            </a>
          </p>
        )}
        {page.mayLeave && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/invitations/${id}/decline`}>
              I can no longer take part
            </a>
          </p>
        )}
      </div>
    </div>
  )
}

const withNames = ({ position, question, themes }: InvitationPage['kloes'][number]) => ({
  id: String(position),
  position,
  question,
  themes: themes.map((name) => ({ code: name, name })),
})

const Standing = ({ page }: { page: InvitationPage }) => {
  const { status, isOpen, isStopped, answerBy, ref } = page
  if (isOpen) return <p className="govuk-body-l">Please answer by {longDate(answerBy)}. No is a fine answer.</p>
  if (isStopped) return <InsetText>This review was withdrawn or put off. Nothing is needed from you.</InsetText>
  if (status === 'accepted')
    return (
      <InsetText>
        You said yes.{' '}
        <a className="govuk-link" href={`/reviews/${ref}`}>
          See the review
        </a>
      </InsetText>
    )
  return <InsetText>This invitation is no longer open. Nothing is needed from you.</InsetText>
}

const span = (from: string | null, until: string | null) =>
  `${from ? monthAndYear(from) : 'some time ago'} to ${until ? monthAndYear(until) : 'now'}`

const SayYes = ({ page, form }: { page: InvitationPage; form: ReturnType<typeof useForm> }) => (
  <>
    <h2 className="govuk-heading-m">Before you say yes</h2>
    <p className="govuk-body">
      This is what we know that may connect you with {page.yotName}. You need not type it again.
    </p>
    <ul className="govuk-list govuk-list--bullet">
      {page.known.map(({ sentence, needsManaging }) => (
        <li key={sentence}>
          {sentence}
          {needsManaging && ' The coordinator must say how it is managed before you can join.'}
        </li>
      ))}
      {page.known.length === 0 && <li>Nothing that counts under the rules.</li>}
      {page.posts.map((post) => (
        <li key={`${post.service} ${post.from}`}>
          {post.title}, {post.service}, {span(post.from, post.until)}
        </li>
      ))}
      {page.interests.map(({ id, says, with: party }) => (
        <li key={id}>
          {party}: {says}
        </li>
      ))}
    </ul>
    {page.isDeclarationOld && (
      <p className="govuk-body">
        Your yearly declaration is more than a year old. Your answer here renews it: if something above is wrong or
        missing,{' '}
        <a className="govuk-link" href="/declarations">
          change your declaration
        </a>{' '}
        first.
      </p>
    )}
    <PostForm version={page.version}>
      <Radios
        {...form.text('declares')}
        legend={`Does anything else connect you with ${page.yotName}?`}
        hint="Family, friends, money, jobs, disputes, line management: with the service, its people or its councils."
        items={[
          { value: 'nothing', label: 'No, nothing else: what is listed is right and complete' },
          {
            value: 'something',
            label: 'Yes, something does',
            conditional: (
              <>
                <Select
                  {...form.text('kind')}
                  label="What is it?"
                  options={[
                    { text: 'Choose one', value: '' },
                    ...page.kinds.map(({ value, label }) => ({ text: label, value })),
                  ]}
                />
                <DateInput {...form.date('from')} legend="Since when? (optional)" hint="For example, 27 3 2021" />
                <DateInput {...form.date('until')} legend="Until when? (leave empty if it goes on)" />
                <Textarea
                  {...form.text('note')}
                  label="Anything those who decide should know (optional)"
                  hint="Only they read it."
                  rows={3}
                />
              </>
            ),
          },
        ]}
      />
      <Button preventDoubleClick>Declare, and say yes</Button>
    </PostForm>
  </>
)
