import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { whereWords } from '#app/components/courses/when.tsx'
import { dateAndTime, longDate, shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { AgendaList } from '#app/components/meetings/agenda-list.tsx'
import { TimeLine } from '#app/components/meetings/time-line.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  answerMeeting,
  answerSchema,
  callMeeting,
  findMeeting,
  mayLogTime,
  meetingPressSchema,
} from '#services/meetings/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.meeting.title ?? 'Meeting')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { meeting: orThrow(await findMeeting(ctx, pathPart(args, 'ref'))), logsTime: mayLogTime(ctx) }
}

const intents = z.discriminatedUnion('intent', [
  meetingPressSchema.extend({ intent: z.literal('call') }),
  answerSchema.extend({ intent: z.literal('answer') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/meetings/${ref}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'call')
    return respond(args, await once(ctx, form.key, (ctx) => callMeeting(ctx, ref, value)), {
      form,
      to,
      notice: 'It is called. Everybody who speaks for a service there is written to, and the agenda is open.',
    })
  const isComing = value.isComing === 'yes'
  return respond(args, await once(ctx, form.key, (ctx) => answerMeeting(ctx, ref, { isComing })), {
    form,
    to,
    notice: isComing
      ? 'You come. It stands in your calendar.'
      : 'You do not come. You can change that until it begins.',
  })
}

const Answer = ({ answer }: { answer: boolean | null }) => (
  <>
    {answer !== null && (
      <p className="govuk-body">
        You said that you <strong>{answer ? 'come' : 'do not come'}</strong>.
      </p>
    )}
    <div className="govuk-button-group">
      {answer !== true && (
        <PostForm intent="answer">
          <input type="hidden" name="isComing" value="yes" />
          <Button preventDoubleClick>I come</Button>
        </PostForm>
      )}
      {answer !== false && (
        <PostForm intent="answer">
          <input type="hidden" name="isComing" value="no" />
          <Button variant="secondary" preventDoubleClick>
            I do not come
          </Button>
        </PostForm>
      )}
    </div>
  </>
)

export default function Meeting() {
  const { meeting, logsTime } = useLoaderData<typeof loader>()
  const form = useForm()
  const { ref, title, region, why, counts, agenda, events, elections, decisions, history } = meeting
  return (
    <>
      <BackLink href="/meetings">Meetings</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            {meeting.kindWords}
            {region !== null && `, ${region.name}`}, {ref}
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          {why !== null && (
            <InsetText>
              {why.event === 'moved' ? 'Moved' : 'Called off'} on {longDate(why.on)}: {why.note}
            </InsetText>
          )}
          <p className="govuk-body-l">
            {dateAndTime(new Date(meeting.startsAt))}. {meeting.stands}.
          </p>
          {events.includes('called') && (
            <PostForm intent="call" version={meeting.version}>
              <Button preventDoubleClick>Call this meeting</Button>
            </PostForm>
          )}
          {meeting.mayAnswer && <Answer answer={meeting.answer} />}
          {meeting.isConvener && meeting.status === 'held' && (
            <div className="govuk-button-group">
              <ButtonLink href={`/meetings/${ref}/people`}>Say who came</ButtonLink>
              <a className="govuk-link" href={`/meetings/${ref}/minutes/edit`}>
                Write the minutes by {longDate(meeting.minutesDue)}
              </a>
            </div>
          )}
          {meeting.hasMinutes && <ButtonLink href={`/meetings/${ref}/minutes`}>Read the minutes</ButtonLink>}
          <SummaryList
            rows={[
              {
                key: 'When',
                value: `${dateAndTime(new Date(meeting.startsAt))} to ${dateAndTime(new Date(meeting.endsAt)).split(' at ')[1]}`,
              },
              { key: 'Where', value: whereWords(meeting) },
              meeting.joiningLink !== null && {
                key: 'How to join',
                value: (
                  <a className="govuk-link" href={meeting.joiningLink} rel="noreferrer noopener">
                    {meeting.joiningLink}
                  </a>
                ),
              },
              region !== null && {
                key: 'Region',
                value: (
                  <a className="govuk-link" href={`/regions/${region.code}`}>
                    {region.name}
                  </a>
                ),
              },
              counts !== null &&
                meeting.mayAnswer && {
                  key: 'Answers so far',
                  value: `${counts.coming} come, ${counts.notComing} do not; ${counts.guests} guests`,
                },
            ]}
          />
          {decisions.length > 0 && (
            <>
              <h2 className="govuk-heading-m">Decided</h2>
              <ul className="govuk-list govuk-list--bullet">
                {decisions.map((decision) => (
                  <li key={decision.logRef}>
                    <a className="govuk-link" href={`/decisions/${decision.logRef}`}>
                      {decision.title}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          {(elections.length > 0 || meeting.mayOpenElection) && (
            <>
              <h2 className="govuk-heading-m">Elections</h2>
              <ul className="govuk-list">
                {elections.map((election) => (
                  <li key={election.ref}>
                    <a className="govuk-link" href={`/elections/${election.ref}`}>
                      {election.office}
                    </a>
                    : {election.stands}
                  </li>
                ))}
              </ul>
              {meeting.mayOpenElection && (
                <p className="govuk-body">
                  <a className="govuk-link" href={`/meetings/${ref}/elections/new`}>
                    Open nominations for an office
                  </a>
                </p>
              )}
            </>
          )}
          {agenda !== null && meeting.status !== 'planned' && (
            <>
              <h2 className="govuk-heading-m">Agenda</h2>
              {agenda.length === 0 ? (
                <p className="govuk-body">Nothing is on it yet.</p>
              ) : (
                <AgendaList items={agenda} />
              )}
              {meeting.isAgendaOpen && (
                <p className="govuk-body">
                  <a className="govuk-link" href={`/meetings/${ref}/agenda`}>
                    Put something on the agenda
                  </a>
                  , until it is fixed on {longDate(meeting.fixedOn)}.
                </p>
              )}
            </>
          )}
          {!meeting.mayCome && (
            <p className="govuk-body">
              The agenda is for those whose meeting it is. Its minutes are for every member once they are agreed.
            </p>
          )}
          <ul className="govuk-list">
            {meeting.isConvener && (
              <li>
                <a className="govuk-link" href={`/meetings/${ref}/people`}>
                  Who comes, guests, and who came
                </a>
              </li>
            )}
            {events.includes('changed') && (
              <li>
                <a className="govuk-link" href={`/meetings/${ref}/change`}>
                  Change it
                </a>
              </li>
            )}
            {events.includes('moved') && (
              <li>
                <a className="govuk-link" href={`/meetings/${ref}/move`}>
                  Move to another day
                </a>
              </li>
            )}
            {events.includes('called-off') && (
              <li>
                <a className="govuk-link" href={`/meetings/${ref}/call-off`}>
                  Call it off
                </a>
              </li>
            )}
            <li>
              <a className="govuk-link" href={`/meetings/${ref}/calendar.ics`}>
                Add it to your calendar
              </a>
            </li>
          </ul>
          {logsTime && <TimeLine about={`/meetings/${ref}`} kind="meeting" />}
          <Details summary="What happened">
            <ul className="govuk-list">
              {history.map(({ id, says, on, by }) => (
                <li key={id}>
                  {shortDate(on)}: {says}, {by}
                </li>
              ))}
            </ul>
          </Details>
        </div>
      </div>
    </>
  )
}
