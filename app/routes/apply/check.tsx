import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { ErrorSummary } from '#app/components/govuk/error-summary.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { answerRows } from '#app/components/vetting/answer-rows.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { pressSchema, submitApplication } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Check your answers')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers, references, missing, status } = await loadDraft(args)
  return { ref, version, answers, references, missing, isAgain: status === 'more_information' }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, pressSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => submitApplication(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: `/apply/${ref}`,
    notice: {
      sent: 'Your application is sent',
      reference: ref,
      next: 'We have written to you about what happens next.',
    },
  })
}

export default function Check() {
  const { ref, version, answers, references, missing, isAgain } = useLoaderData<typeof loader>()
  const form = useForm()
  const hasTried = form.reply !== undefined && Object.keys(form.reply.errors).length > 0
  return (
    <>
      <BackLink href={`/apply/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          {hasTried ? (
            <ErrorSummary
              title="Some parts are not finished"
              errors={missing.map(({ part, say }) => ({ text: say, href: `/apply/${ref}/${part}` }))}
            />
          ) : (
            <FormProblems reply={form.reply} />
          )}
          <span className="govuk-caption-l">Application {ref}</span>
          <h1 className="govuk-heading-l">Check your answers</h1>
          <SummaryList rows={answerRows(answers, references, { changeHref: (part) => `/apply/${ref}/${part}` })} />
          {!hasTried && missing.length > 0 && (
            <>
              <h2 className="govuk-heading-m">Before you can send it</h2>
              <ul className="govuk-list govuk-list--bullet">
                {missing.map(({ part, say }) => (
                  <li key={say}>
                    <a className="govuk-link" href={`/apply/${ref}/${part}`}>
                      {say}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2 className="govuk-heading-m">Send your application</h2>
          <p className="govuk-body">
            By sending it you say that it is true as far as you know.{' '}
            {isAgain
              ? 'Your references are kept.'
              : 'We then write to your referees. You cannot change it after that, unless we ask you for more.'}
          </p>
          <PostForm version={version}>
            <Button preventDoubleClick>{isAgain ? 'Send your application again' : 'Send your application'}</Button>
          </PostForm>
        </div>
      </div>
    </>
  )
}
