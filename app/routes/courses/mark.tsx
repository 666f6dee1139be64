import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { askForMark, askMarkSchema, findMark } from '#services/courses/index.ts'

export const meta = () => pageTitle('Quality mark')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await findMark(await requireActor(args), pathPart(args, 'slug'))),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const slug = pathPart(args, 'slug')
  const form = await parseForm(args.request, askMarkSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => askForMark(ctx, slug, form.value)) : form
  return respond(args, result, {
    form,
    to: `/offerings/${slug}/mark`,
    notice: 'It is asked for. Two people without a stake are drawn to sit in.',
  })
}

export default function MarkPage() {
  const { page } = useLoaderData<typeof loader>()
  const form = useForm()
  const { slug, title, mark, editions, dates, mayAsk, askAgainOn, rubric } = page
  return (
    <>
      <BackLink href={`/offerings/${slug}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{title}</span>
          <h1 className="govuk-heading-l">Quality mark</h1>
          {editions.length > 0 && (
            <ul className="govuk-list govuk-list--bullet">
              {editions.map(({ number, isSubstance, words, on }) => (
                <li key={number}>
                  Edition {number}, {longDate(on)}, {isSubstance ? 'its substance' : 'its wording'} changed: {words}
                </li>
              ))}
            </ul>
          )}
          {mark !== null && (
            <>
              <p className="govuk-body">
                {mark.ref}: {mark.stands}
                {mark.awardedOn !== null &&
                  mark.endsOn !== null &&
                  ` from ${longDate(mark.awardedOn)} to ${longDate(mark.endsOn)}`}
                .
              </p>
              {mark.observeBy !== null && (
                <p className="govuk-body">
                  The course changed in substance after edition {mark.edition} was observed. Somebody without a stake
                  sits in on a date by {longDate(mark.observeBy)}, or the mark lapses. Have a date open for booking
                  before then.
                </p>
              )}
              {mark.reasons !== '' && <p className="govuk-body">{mark.reasons}</p>}
              {mark.seen.length > 0 && (
                <SummaryList
                  rows={mark.seen.map(({ group, words, level, evidence }) => ({
                    key: group,
                    value: (
                      <>
                        <strong>{level} of 4:</strong> {words}
                        {evidence.map((said) => (
                          <p className="govuk-body govuk-!-margin-top-2" key={said}>
                            {said}
                          </p>
                        ))}
                      </>
                    ),
                  }))}
                />
              )}
            </>
          )}
          {mayAsk && (
            <>
              <p className="govuk-body">
                Two people from the bank who have no stake in it, of another region and service, sit in on one of your
                dates. Each says what they saw in eight lines; neither reads the other’s view before both are in. The
                mark is in force for two years.
              </p>
              <ul className="govuk-list govuk-list--bullet">
                {rubric.map(({ group, text }) => (
                  <li key={group}>
                    {group}: {text}
                  </li>
                ))}
              </ul>
              {askAgainOn !== null && <p className="govuk-body">You can ask again from {longDate(askAgainOn)}.</p>}
              {dates.length === 0 ? (
                <p className="govuk-body">Open a date first: there is none to observe.</p>
              ) : (
                <PostForm>
                  <Radios
                    {...form.text('dateId')}
                    legend="Which date is to be observed?"
                    legendSize="s"
                    items={dates.map(({ id, ref, startsAt }) => ({
                      value: id,
                      label: `${dateAndTime(new Date(startsAt))} (${ref})`,
                    }))}
                  />
                  <Button preventDoubleClick>Ask for the quality mark</Button>
                </PostForm>
              )}
            </>
          )}
        </div>
      </div>
    </>
  )
}
