import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { whereWords } from '#app/components/courses/when.tsx'
import { dateAndTime } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { AgendaList } from '#app/components/meetings/agenda-list.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { answerAsGuest, answerSchema, findGuest } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Your invitation')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findGuest(await getCtx(args), pathPart(args, 'token')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const token = pathPart(args, 'token')
  const form = await parseForm(args.request, answerSchema)
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => answerAsGuest(ctx, token, { isComing: form.value.isComing === 'yes' }))
    : form
  return respond(args, result, {
    form,
    to: `/guests/${token}`,
    notice: ({ isComing }) => (isComing ? 'You come.' : 'You do not come.'),
  })
}

export default function Guest() {
  const { guest, meeting, agenda, isComing, mayAnswer } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <span className="govuk-caption-l">
          {guest}, guest, {meeting.ref}
        </span>
        <h1 className="govuk-heading-l">{meeting.title}</h1>
        <p className="govuk-body-l">
          {dateAndTime(new Date(meeting.startsAt))}. {meeting.stands}.
        </p>
        {isComing !== null && (
          <p className="govuk-body">
            You said that you <strong>{isComing ? 'come' : 'do not come'}</strong>.
          </p>
        )}
        {mayAnswer && (
          <div className="govuk-button-group">
            {(['yes', 'no'] as const).map((answer) => (
              <PostForm key={answer}>
                <input type="hidden" name="isComing" value={answer} />
                <Button variant={answer === 'no' ? 'secondary' : undefined} preventDoubleClick>
                  {answer === 'yes' ? 'I come' : 'I do not come'}
                </Button>
              </PostForm>
            ))}
          </div>
        )}
        <SummaryList
          rows={[
            { key: 'Where', value: whereWords(meeting) },
            meeting.joiningLink !== null && {
              key: 'How to join',
              value: (
                <a className="govuk-link" href={meeting.joiningLink} rel="noreferrer noopener">
                  {meeting.joiningLink}
                </a>
              ),
            },
          ]}
        />
        {agenda.length > 0 && (
          <>
            <h2 className="govuk-heading-m">Agenda</h2>
            <AgendaList items={agenda} />
          </>
        )}
      </div>
    </div>
  )
}
