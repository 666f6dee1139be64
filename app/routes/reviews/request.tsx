import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import type { UnderWay } from '#services/core/under-way.ts'
import { hostedUnderWay, requestReview, requestReviewSchema, servicesToAskFor } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Ask for a peer review')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const [services, underWay] = await Promise.all([servicesToAskFor(ctx), hostedUnderWay(ctx)])
  return { services, underWay }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, requestReviewSchema)
  const result = form.ok ? await requestReview(ctx, form.value, form.key) : form
  return respond(args, result, { form, to: ({ ref }) => `/reviews/${ref}/edit` })
}

export default function RequestReview() {
  const { services, underWay } = useLoaderData<typeof loader>()
  const [only] = services
  const form = useForm({ yotCode: services.length === 1 ? only?.code : null })
  if (!only) return <NotForYou />
  return (
    <>
      <BackLink href="/reviews">Peer reviews</BackLink>
      <FormPage
        form={form}
        title="Ask for a peer review"
        submit="Save and continue"
        introduction={<HowItGoes underWay={underWay} />}
      >
        {services.some(({ isMember }) => !isMember) && (
          <WarningText>Reviews are for members. Renew the membership of a service before you ask for it.</WarningText>
        )}
        {services.length === 1 ? (
          <input type="hidden" name="yotCode" value={only.code} />
        ) : (
          <Radios
            {...form.text('yotCode')}
            legend="Which service asks?"
            items={services.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <Textarea
          {...form.text('purpose')}
          label={`What does ${services.length === 1 ? only.name : 'the service'} want help with?`}
          hint={`Two or three sentences are enough; you can change them later. ${leaveOutChildren}`}
          rows={6}
        />
      </FormPage>
    </>
  )
}

const HowItGoes = ({ underWay }: { underWay: UnderWay[] }) => (
  <>
    {underWay.length > 0 && (
      <InsetText>
        <p className="govuk-body">Before you begin another: this is under way already.</p>
        <ul className="govuk-list">
          {underWay.map(({ href, title, stands }) => (
            <li key={href}>
              <a className="govuk-link" href={href}>
                {title}
              </a>
              : {stands}
            </li>
          ))}
        </ul>
      </InsetText>
    )}
    <p className="govuk-body">
      Four to six serving managers from other services spend two to four days with yours and tell you what they find.
      You choose the questions, and you decide what is shared.
    </p>
    <p className="govuk-body">
      You can stop at any page and go on later. You need your sponsor’s agreement, two to five questions and dates about
      three months away.
    </p>
  </>
)

const NotForYou = () => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <h1 className="govuk-heading-l">Ask for a peer review</h1>
      <p className="govuk-body">
        Somebody who leads a youth justice service asks for a review of it. You do not lead one at present, so ask the
        head of your service.
      </p>
      <p className="govuk-body">
        If you do lead one,{' '}
        <a className="govuk-link" href="/yots">
          find your service
        </a>{' '}
        and check who holds its posts.
      </p>
    </div>
  </div>
)
