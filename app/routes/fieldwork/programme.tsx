import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateRange, longDate } from '#app/components/dates.ts'
import { FieldworkNav } from '#app/components/fieldwork/fieldwork-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  callOffSchema,
  callOffSession,
  programmePage,
  saveSession,
  sessionSchema,
  sourceWords,
} from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('Programme of the visit')

export const loader = async (args: LoaderFunctionArgs) => {
  const editing = new URL(args.request.url).searchParams.get('change')
  const page = orThrow(await programmePage(await requireActor(args), pathPart(args, 'ref'), editing))
  return { ...page, kinds: sourceWords }
}

const intents = z.discriminatedUnion('intent', [
  sessionSchema.extend({ intent: z.literal('save') }),
  callOffSchema.extend({ intent: z.literal('call-off') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/reviews/${ref}/programme`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  const notice = 'The programme is saved.'
  return value.intent === 'save'
    ? respond(args, await once(ctx, form.key, (ctx) => saveSession(ctx, ref, value)), { form, to, notice })
    : respond(args, await once(ctx, form.key, (ctx) => callOffSession(ctx, ref, value)), { form, to, notice })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function Programme() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, days, clashes, mayPlan, startsOn, endsOn } = page
  const form = useForm()
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <FormProblems reply={form.pageReply} />
      <span className="govuk-caption-l">
        {yotName}, {ref}
      </span>
      <h1 className="govuk-heading-l">Programme of the visit</h1>
      {page.isTeam && <FieldworkNav reference={ref} current="programme" />}
      {startsOn && endsOn && <p className="govuk-body">The visit: {dateRange(startsOn, endsOn)}.</p>}
      {clashes.length > 0 && (
        <section aria-label="What clashes">
          {clashes.map((says) => (
            <WarningText key={says}>{says}</WarningText>
          ))}
        </section>
      )}
      {days.length === 0 && <p className="govuk-body">No session is planned yet.</p>}
      {days.map(({ day, rooms }) => (
        <section key={day}>
          <h2 className="govuk-heading-m">{longDate(day)}</h2>
          <div className="app-rooms">
            {rooms.map(({ room, sessions }) => (
              <div key={room}>
                <h3 className="govuk-heading-s">{room === '' ? 'No room yet' : room}</h3>
                <ul className="govuk-list">
                  {sessions.map((session) => (
                    <li key={session.id} className="app-session">
                      <SessionView page={page} session={session} />
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </section>
      ))}
      {mayPlan && <SessionForm page={page} />}
    </>
  )
}

type Session = Page['days'][number]['rooms'][number]['sessions'][number]

const SessionView = ({ page, session }: { page: Page; session: Session }) => {
  const { id, times, title, with: whom, people, isClashing, isCalledOff, version, sourceWords } = session
  return (
    <>
      <strong>{times}</strong> {isCalledOff ? <s>{title}</s> : title}{' '}
      {isCalledOff && <Tag colour="grey">Called off</Tag>}
      {isClashing && !isCalledOff && <Tag colour="yellow">Clashes</Tag>}
      <br />
      {whom}. {sourceWords}.{people.length > 0 && ` ${people.map(({ name }) => name).join(', ')}.`}
      {page.mayPlan && (
        <div className="app-session__actions app-no-print">
          <a className="govuk-link" href={`/reviews/${page.ref}/programme?change=${id}#session`}>
            Change<span className="govuk-visually-hidden"> {title}</span>
          </a>
          {!isCalledOff && (
            <PostForm intent="call-off" version={version}>
              <input type="hidden" name="sessionId" value={id} />
              <button className="app-link-button" type="submit">
                Call off<span className="govuk-visually-hidden"> {title}</span>
              </button>
            </PostForm>
          )}
        </div>
      )}
    </>
  )
}

const SessionForm = ({ page }: { page: Page }) => {
  const { ref, edited, team, kinds, startsOn } = page
  const form = useForm(
    edited
      ? {
          day: edited.day,
          startsAt: edited.startsAt,
          endsAt: edited.endsAt,
          room: edited.room,
          title: edited.title,
          with: edited.with,
          sourceKind: edited.sourceKind,
          people: edited.people,
        }
      : { day: startsOn, sourceKind: 'interview' },
    'save',
  )
  return (
    <section id="session" aria-labelledby="session-title">
      <h2 className="govuk-heading-m" id="session-title">
        {edited ? `Change “${edited.title}”` : 'Add a session'}
      </h2>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <PostForm intent="save" {...(edited ? { version: edited.version } : {})}>
            {edited && <input type="hidden" name="sessionId" value={edited.id} />}
            <Input {...form.text('title')} label="What is it?" hint="Like “How plans are made”." />
            <Input
              {...form.text('with')}
              label="Whom does the team meet?"
              hint="As roles, like “case managers”. The same group met twice counts as one session."
            />
            <Select
              {...form.text('sourceKind')}
              label="What kind of source is it?"
              options={Object.entries(kinds).map(([value, text]) => ({ value, text }))}
            />
            <DateInput {...form.date('day')} legend="On which day?" legendSize="s" />
            <Input {...form.text('startsAt')} label="From" hint="Like 09:30" width={5} />
            <Input {...form.text('endsAt')} label="To" hint="Like 10:30" width={5} />
            <Input {...form.text('room')} label="Room (optional)" />
            {team.length > 0 && (
              <Checkboxes
                {...form.choices('people')}
                legend="Who of the team?"
                legendSize="s"
                isSmall
                items={team.map(({ personId, name }) => ({ value: personId, label: name }))}
              />
            )}
            <div className="govuk-button-group">
              <Button preventDoubleClick>{edited ? 'Save the session' : 'Add the session'}</Button>
              {edited && (
                <a className="govuk-link" href={`/reviews/${ref}/programme`}>
                  Cancel
                </a>
              )}
            </div>
          </PostForm>
        </div>
      </div>
    </section>
  )
}
