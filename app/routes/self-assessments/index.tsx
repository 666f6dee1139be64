import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { beginSchema, beginSelfAssessment, ownSelfAssessments } from '#services/self-assessments/index.ts'

export const meta = () => pageTitle('Self-assessments')

export const loader = async (args: LoaderFunctionArgs) => ({
  sets: await ownSelfAssessments(await requireActor(args)),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, beginSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => beginSelfAssessment(ctx, form.value)) : form
  return respond(args, result, { form, to: ({ ref }) => `/self-assessments/${ref}` })
}

export default function SelfAssessments() {
  const { sets } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.pageReply} />
        <h1 className="govuk-heading-l">Self-assessments</h1>
        {sets.length === 0 && (
          <p className="govuk-body">People who hold a post in a youth justice service mark their service here.</p>
        )}
        {sets.map(({ yotCode, yotName, set, title, about, all }) => (
          <section key={`${yotCode} ${set}`}>
            <span className="govuk-caption-m">{yotName}</span>
            <h2 className="govuk-heading-m">{title}</h2>
            {about.map((sentence) => (
              <p key={sentence} className="govuk-body">
                {sentence}
              </p>
            ))}
            <ul className="govuk-list">
              {all.map(({ ref, begunOn, finishedOn }) => (
                <li key={ref}>
                  <a className="govuk-link" href={`/self-assessments/${ref}`}>
                    {finishedOn === null ? `Begun ${longDate(begunOn)}` : longDate(finishedOn)}
                    <span className="govuk-visually-hidden">
                      , {yotName}, {title}
                    </span>
                  </a>{' '}
                  {finishedOn === null && <Tag colour="blue">Being filled in</Tag>}
                </li>
              ))}
            </ul>
            {all.every(({ finishedOn }) => finishedOn !== null) && (
              <PostForm>
                <input type="hidden" name="set" value={set} />
                <input type="hidden" name="yotCode" value={yotCode} />
                <Button variant={all.length === 0 ? undefined : 'secondary'} preventDoubleClick>
                  {all.length === 0 ? 'Begin' : 'Begin another'}
                </Button>
              </PostForm>
            )}
          </section>
        ))}
      </div>
    </div>
  )
}
