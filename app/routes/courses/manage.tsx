import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime, longDate, shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { DownloadLinks } from '#app/components/table/download-links.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import { cancelPlace, findManaged, openCourse, placePressSchema, pressSchema } from '#services/courses/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`Manage ${data?.course.title ?? 'a date'}`)

export const loader = async (args: LoaderFunctionArgs) => ({
  course: orThrow(await findManaged(await requireActor(args), pathPart(args, 'ref'))),
})

const intents = z.discriminatedUnion('intent', [
  pressSchema.extend({ intent: z.literal('open') }),
  placePressSchema.extend({ intent: z.literal('release') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/courses/${ref}/manage`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'open')
    return respond(args, await once(ctx, form.key, (ctx) => openCourse(ctx, ref, value)), {
      form,
      to,
      notice: 'Booking is open. It stands in the list of courses.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => cancelPlace(ctx, value)), {
    form,
    to,
    notice: 'The place is released. It goes to the waiting list first.',
  })
}

export default function Manage() {
  const { course } = useLoaderData<typeof loader>()
  const form = useForm()
  const { ref, title, events, least, list, queue, offersLog, attendance, figures, words, history } = course
  return (
    <>
      <BackLink href={`/courses/${ref}`}>The course</BackLink>
      <FormProblems reply={form.reply} />
      <span className="govuk-caption-l">
        {title}, {ref}
      </span>
      <h1 className="govuk-heading-l">Manage this date</h1>
      <p className="govuk-body">
        {dateAndTime(new Date(course.startsAt))}. {course.stands}. {course.taken} of {course.places} places are booked
        or offered; {course.waiting} wait. Booking until {longDate(course.bookUntil)}.
      </p>
      {least?.isDue && (
        <InsetText>
          You said that {least.least} are needed by {longDate(least.by)}. Fewer have booked: run it, or call it off. If
          you do nothing, it goes on.
        </InsetText>
      )}
      <div className="govuk-button-group">
        {events.includes('opened') && (
          <PostForm intent="open" version={course.version}>
            <Button preventDoubleClick>Open booking</Button>
          </PostForm>
        )}
        {attendance !== null && <ButtonLink href={`/courses/${ref}/attendance`}>Say who came</ButtonLink>}
        {events.includes('changed') && (
          <a className="govuk-link" href={`/courses/${ref}/edit`}>
            Change it
          </a>
        )}
        {events.includes('moved') && (
          <a className="govuk-link" href={`/courses/${ref}/move`}>
            Move to another day
          </a>
        )}
        {events.includes('called-off') && (
          <a className="govuk-link" href={`/courses/${ref}/call-off`}>
            Call it off
          </a>
        )}
      </div>
      <DataTable
        caption="Who has a place"
        rows={list}
        rowId={({ id }) => id}
        empty="Nobody has booked yet."
        columns={[
          {
            id: 'name',
            header: 'Name',
            isRowHeader: true,
            cell: ({ attendee }) => (attendee === '' ? 'No name yet' : attendee),
          },
          { id: 'holder', header: 'Service', cell: ({ holder }) => holder },
          {
            id: 'state',
            header: 'State',
            cell: ({ stands, isLate, isAsked }) => (
              <>
                {stands}
                {isLate && ', late'}
                {isAsked && ', asked after the move'}
              </>
            ),
          },
          { id: 'by', header: 'Booked by', cell: ({ bookedBy }) => bookedBy },
          ...(course.mayRelease
            ? [
                {
                  id: 'release',
                  header: 'Release',
                  isOnScreenOnly: true,
                  cell: ({ id, version, attendee, status }: (typeof list)[number]) =>
                    attendee === '' && status === 'booked' ? (
                      <PostForm intent="release" version={version}>
                        <input type="hidden" name="id" value={id} />
                        <Button variant="secondary" preventDoubleClick>
                          Release
                        </Button>
                      </PostForm>
                    ) : null,
                },
              ]
            : []),
        ]}
        tools={
          <>
            <DownloadLinks to={(format) => `/courses/${ref}/download?format=${format}`} />{' '}
            <a className="govuk-link" href={`/courses/${ref}/register`}>
              Register to print
            </a>
          </>
        }
      />
      {course.unnamed > 0 && (
        <p className="govuk-body">
          {counted(course.unnamed, 'place has', 'places have')} no name. From two working days before you can release
          them.
        </p>
      )}
      {queue.length > 0 && (
        <DataTable
          caption="Waiting list"
          rows={queue}
          rowId={({ id }) => id}
          empty=""
          columns={[
            { id: 'at', header: 'Number', cell: ({ position }) => position, isNumeric: true },
            { id: 'who', header: 'Service', isRowHeader: true, cell: ({ holder }) => holder },
            {
              id: 'count',
              header: 'Waits for',
              cell: ({ count, isTogether }) => `${count}${isTogether && count > 1 ? ', together' : ''}`,
            },
            { id: 'why', header: 'Why not served', cell: ({ why }) => why },
          ]}
        />
      )}
      {offersLog.length > 0 && (
        <Details summary={`Offers: ${offersLog.length}`}>
          <ul className="govuk-list">
            {offersLog.map(({ id, says, at }) => (
              <li key={id}>
                {dateAndTime(new Date(at))}: {says}
              </li>
            ))}
          </ul>
        </Details>
      )}
      {figures.answers > 0 && (
        <>
          <h2 className="govuk-heading-m">What those who came made of it</h2>
          <p className="govuk-body">
            {figures.mean === null
              ? `Too few have answered yet (${figures.answers} of ${figures.enough}).`
              : `${figures.mean.toFixed(1)} of 5 from ${figures.answers} answers.`}
            {figures.later.used !== null &&
              ` Three months later ${figures.later.used} of ${figures.later.answers} had used it.`}
          </p>
          {words.map((said) => (
            <p className="govuk-body" key={said}>
              “{said}”
            </p>
          ))}
        </>
      )}
      <h2 className="govuk-heading-m">What happened</h2>
      <ul className="govuk-list">
        {history.map(({ id, says, on, by, note }) => (
          <li key={id}>
            {shortDate(on)}: {says}, {by}
            {note !== null && `. ${note}`}
          </li>
        ))}
      </ul>
    </>
  )
}
