import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { InformationPage } from '#app/components/information/information-page.tsx'
import { HowGapsArePublished, PublishedGapTable } from '#app/components/insight/published-gap-table.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { themesByCode } from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { reportSearch, reportSearchSchema } from '#services/gaps/index.ts'
import { publishedGaps } from '#services/insight/index.ts'

export const meta = () => pageTitle('Where help is missing')

export const loader = async (args: LoaderFunctionArgs) => ({ quarters: await publishedGaps(await getCtx(args)) })

/** Somebody looked, found nothing and says so: the press is on the page where they looked. */
export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, reportSearchSchema)
  // Twice: it is only read.
  const themes = (await themesByCode(ctx)).values()
  const result = form.ok ? await once(ctx, form.key, (ctx) => reportSearch(ctx, form.value, themes)) : form
  return respond(args, result, {
    form,
    to: '/gaps',
    notice: ({ isNew }) =>
      isNew
        ? 'Thank you. It counts in the gap register, without your name or your words.'
        : 'You told us of this already in this quarter: it counts once.',
  })
}

export default function Gaps() {
  const { quarters } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <FormProblems reply={form.pageReply} />
      <InformationPage
        title="Where help is missing"
        lead="What services looked for and did not find, for whoever could offer it and for the dialogue about what is to be done."
      >
        <HowGapsArePublished />
        {quarters.length === 0 && (
          <p className="govuk-body">Nothing is published yet: the first quarter comes out when it is old enough.</p>
        )}
        {quarters.map((gaps) => (
          <section key={gaps.quarter} aria-label={gaps.quarter}>
            <h2 className="govuk-heading-m">
              {gaps.quarter}, published {longDate(gaps.publishedOn)}
            </h2>
            <PublishedGapTable gaps={gaps} />
          </section>
        ))}
        <p className="govuk-body">
          Could you help with one of these?{' '}
          <a className="govuk-link" href="/offerings/new">
            Offer something
          </a>
          . How regions share in the exchange:{' '}
          <a className="govuk-link" href="/balance">
            balance of regions
          </a>
          . What it takes to run it:{' '}
          <a className="govuk-link" href="/business-case">
            business case
          </a>
          .
        </p>
      </InformationPage>
    </>
  )
}
