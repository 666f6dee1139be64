import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { TextChanges } from '#app/components/engagements/text-changes.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TermsText } from '#app/components/reviews/terms-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { acceptTerms, acceptTermsSchema, readTermsVersion } from '#services/engagements/index.ts'

export const meta = () => pageTitle('Terms')

const numberIn = (part: string): number | null => {
  if (part === 'latest') return null
  if (!/^[1-9]\d{0,5}$/.test(part)) throw pageNotFound()
  return Number(part)
}

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return orThrow(await readTermsVersion(ctx, pathPart(args, 'ref'), numberIn(pathPart(args, 'number'))))
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, acceptTermsSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => acceptTerms(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/engagements/${ref}`, notice: 'You have accepted these terms.' })
}

export default function Terms() {
  const terms = useLoaderData<typeof loader>()
  const {
    ref,
    title,
    number,
    newest,
    hash,
    version,
    text,
    before,
    changed,
    accepted,
    hostName,
    providerName,
    sealedAt,
  } = terms
  const form = useForm()
  const says = (at: Date | null) => (at === null ? 'Not yet' : dateAndTime(new Date(at)))
  return (
    <>
      <BackLink href={`/engagements/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            {title}, {ref}
          </span>
          <h1 className="govuk-heading-l">Terms, version {number}</h1>
          {number < newest && (
            <InsetText>
              This is not the newest version.{' '}
              <a className="govuk-link" href={`/engagements/${ref}/terms/latest`}>
                Read version {newest}
              </a>
              .
            </InsetText>
          )}
          <SummaryList
            rows={[
              { key: 'Sent', value: dateAndTime(new Date(sealedAt)) },
              { key: `Accepted by ${hostName}`, value: says(accepted.host) },
              { key: `Accepted by ${providerName}`, value: says(accepted.provider) },
              { key: 'Fingerprint', value: <span className="app-fingerprint">{hash.slice(0, 16)}</span> },
            ]}
          />
          {before !== null && (
            <>
              <h2 className="govuk-heading-m">What changed since version {number - 1}</h2>
              <p className="govuk-body">{changed.length === 0 ? 'Nothing.' : `${changed.join(', ')}.`}</p>
              <TextChanges before={before} after={text} />
            </>
          )}
          <TermsText text={text} />
          {terms.isToAccept && terms.mayAccept && (
            <PostForm version={version}>
              <input type="hidden" name="number" value={number} />
              <input type="hidden" name="hash" value={hash} />
              <div className="govuk-button-group">
                <Button preventDoubleClick>Accept these terms</Button>
                <ButtonLink href={`/engagements/${ref}/terms`} variant="secondary">
                  Write terms of your own
                </ButtonLink>
              </div>
            </PostForm>
          )}
          {terms.isToAccept && !terms.mayAccept && (
            <InsetText>
              Whoever speaks for your service accepts them: its head. You can ask them to open this page.
            </InsetText>
          )}
        </div>
      </div>
    </>
  )
}
