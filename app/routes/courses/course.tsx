import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MarkWords } from '#app/components/courses/mark-words.tsx'
import { freeWords, Sessions, whereWords } from '#app/components/courses/when.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { Markdown } from '#app/components/reports/markdown.tsx'
import { getCtx, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted, listed } from '#services/core/words.ts'
import { type CoursePage, countAsTraining, findCourse, recogniseSchema } from '#services/courses/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.course.title ?? 'Course')

export const loader = async (args: LoaderFunctionArgs) => ({
  course: orThrow(await findCourse(await getCtx(args), pathPart(args, 'ref'))),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, recogniseSchema)
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => countAsTraining(ctx, ref, { isTraining: form.value.isTraining === 'yes' }))
    : form
  return respond(args, result, { form, to: `/courses/${ref}`, notice: 'It is saved.' })
}

export default function Course() {
  const { course } = useLoaderData<typeof loader>()
  const form = useForm()
  const { ref, title, summary, description, status, stands, own, why, mark, figures } = course
  const isListed = status === 'open' || status === 'closed'
  return (
    <>
      <BackLink href="/courses">Courses</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{ref}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          {why !== null && (
            <InsetText>
              {why.event === 'moved' ? 'Moved' : 'Called off'} on {longDate(why.on)}: {why.note}
            </InsetText>
          )}
          {!isListed && why?.event !== 'called-off' && <p className="govuk-body">{stands}.</p>}
          <p className="govuk-body-l">{summary}</p>
          <Booking course={course} />
          <SummaryList
            rows={[
              { key: course.isCohort ? 'Steps' : 'When', value: <Sessions sessions={course.sessions} /> },
              { key: 'Where', value: whereWords(course) },
              course.joiningLink !== null && {
                key: 'How to join',
                value: (
                  <a className="govuk-link" href={course.joiningLink} rel="noreferrer noopener">
                    {course.joiningLink}
                  </a>
                ),
              },
              {
                key: 'From',
                value: (
                  <>
                    {course.provider}, {course.region}
                  </>
                ),
              },
              course.trainers.length > 0 && { key: 'Led by', value: listed(course.trainers) },
              { key: 'Price', value: course.price },
              isListed && {
                key: 'Places',
                value: `${course.places}. ${freeWords({ ...course, isOpen: status === 'open' })}.`,
              },
              isListed && { key: 'Booking until', value: longDate(course.bookUntil) },
              course.isReviewerTraining && {
                key: 'Reviewer training',
                value: 'Attending it counts as the training that reviewers need.',
              },
            ]}
          />
          {mark !== null && <MarkWords mark={mark} />}
          {figures.mean !== null && (
            <p className="govuk-body">
              {figures.mean.toFixed(1)} of 5 from {figures.answers} who came to it before
              {figures.later.used !== null &&
                `; ${figures.later.used} of ${figures.later.answers} had used it three months later`}
              .
            </p>
          )}
          {course.isCohort && (
            <p className="govuk-body">
              One booking is a place on all {course.sessions.length} steps. Once it has begun, those who come see each
              other’s names and services, and stay in touch afterwards; whoever does not want that leaves with a press.{' '}
              {course.isInCircle && (
                <a className="govuk-link" href={`/courses/${ref}/circle`}>
                  Your circle
                </a>
              )}
            </p>
          )}
          {course.edition > 1 && <p className="govuk-body">This is edition {course.edition} of the course.</p>}
          <Markdown tree={description} />
          <p className="govuk-body">
            <a className="govuk-link" href={`/offerings/${course.slug}`}>
              The offering, with its other dates
            </a>
            {isListed && (
              <>
                {' '}
                <a className="govuk-link" href={`/courses/${ref}/calendar.ics`}>
                  Add it to your calendar
                </a>
              </>
            )}
          </p>
          {course.isProvider && (
            <p className="govuk-body">
              <a className="govuk-link" href={`/courses/${ref}/manage`}>
                Manage this date
              </a>
            </p>
          )}
          {course.mayRecognise && (
            <PostForm intent="recognise">
              <input type="hidden" name="isTraining" value={course.isReviewerTraining ? 'no' : 'yes'} />
              <Button variant="secondary" preventDoubleClick>
                {course.isReviewerTraining ? 'Do not count it as reviewer training' : 'Count it as reviewer training'}
              </Button>
            </PostForm>
          )}
          {own.booked + own.offered + own.waiting === 0 && course.comes && (
            <p className="govuk-body">
              <a className="govuk-link" href={`/courses/${ref}/places`}>
                Your place
              </a>
            </p>
          )}
        </div>
      </div>
    </>
  )
}

/** What the reader holds, and the one thing to do. */
const Booking = ({ course }: { course: CoursePage }) => {
  const { ref, booking, own, shared } = course
  const holds = own.booked + own.offered + own.waiting > 0
  const held = [
    ...(own.booked > 0 ? [`${counted(own.booked, 'place')} booked`] : []),
    ...(own.offered > 0 ? [`${counted(own.offered, 'place')} offered`] : []),
    ...(own.waiting > 0 ? [`${own.waiting} waited for`] : []),
  ]
  return (
    <>
      {holds && (
        <p className="govuk-body">
          Your side has {listed(held)}.{' '}
          <a className="govuk-link" href={`/courses/${ref}/places`}>
            Names, changes and where you stand
          </a>
        </p>
      )}
      {booking.kind === 'shut' && <p className="govuk-body">{booking.why}</p>}
      {booking.kind === 'no' && <p className="govuk-body">{booking.why}</p>}
      {booking.kind === 'sign-in' && (
        <ButtonLink href={`/sign-in?${new URLSearchParams({ returnTo: `/courses/${ref}/book` })}`}>
          Sign in to book
        </ButtonLink>
      )}
      {booking.kind === 'open' && (
        <>
          {booking.wait !== null && <p className="govuk-body">{booking.wait}</p>}
          <ButtonLink href={`/courses/${ref}/book`}>
            {booking.wait === null ? 'Book places' : 'Join the waiting list'}
          </ButtonLink>
        </>
      )}
      {booking.kind === 'open' && shared !== null && (
        <p className="govuk-body-s">
          Until {longDate(shared.until)} one service holds at most {shared.most} places
          {shared.kept.length > 0 &&
            `, and ${listed(shared.kept.map(({ region, places }) => `${places} are kept for ${region}`))}`}
          .
        </p>
      )}
    </>
  )
}
