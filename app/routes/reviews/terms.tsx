import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TermsText } from '#app/components/reviews/terms-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { acceptTerms, acceptTermsSchema, termsPage } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Terms of reference')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await termsPage(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, acceptTermsSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => acceptTerms(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}`, notice: 'You have accepted the terms of reference.' })
}

export default function Terms() {
  const { ref, yotName, number, hash, issuedOn, text, hostAcceptedOn, teamAcceptedOn, mayAccept, mayAsk } =
    useLoaderData<typeof loader>()
  const form = useForm()
  const accepted = (on: string | null) => (on === null ? 'Not yet' : longDate(on))
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">Terms of reference</h1>
          <SummaryList
            rows={[
              { key: 'Version', value: `${number}, sent on ${longDate(issuedOn)}` },
              { key: 'Accepted by the service', value: accepted(hostAcceptedOn) },
              { key: 'Accepted by a co-lead', value: accepted(teamAcceptedOn) },
            ]}
          />
          <TermsText text={text} />
          {mayAsk && (
            <p className="govuk-body app-no-print">
              <a className="govuk-link" href={`/reviews/${ref}/remarks/terms`}>
                Ask for a change of the terms, or see what was answered
              </a>
            </p>
          )}
          {mayAccept && (
            <PostForm>
              <input type="hidden" name="number" value={number} />
              <input type="hidden" name="hash" value={hash} />
              <Checkboxes
                {...form.choices('hasRead')}
                legend="Do you accept these terms?"
                items={[{ value: 'yes', label: 'I have read the terms and accept them' }]}
              />
              <Button preventDoubleClick>Accept the terms</Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}
