import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { OpenNotice, savedWords } from '#app/components/reports/report-parts.tsx'
import { TextDifference } from '#app/components/reports/text-difference.tsx'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { keepAside, saveSection, saveSectionSchema, sectionPage } from '#services/reports/index.ts'

export const meta = () => pageTitle('A part of the report')

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export const loader = async (args: LoaderFunctionArgs) => {
  const compare = new URL(args.request.url).searchParams.get('compare')
  if (compare !== null && !uuid.test(compare)) throw pageNotFound()
  const ctx = await requireActor(args)
  return orThrow(await sectionPage(ctx, pathPart(args, 'ref'), pathPart(args, 'section'), compare))
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const key = pathPart(args, 'section')
  const form = await parseForm(args.request, saveSectionSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveSection(ctx, ref, key, form.value)) : form
  if (form.ok && !result.ok && result.problem.kind === 'stale') {
    // Twice: the same text is kept aside once.
    await keepAside(ctx, ref, key, form.value)
  }
  return respond(args, result, {
    form,
    to: ({ key }) => `/reviews/${ref}/report#${key}`,
    notice: 'The part is saved.',
  })
}

export default function Section() {
  const page = useLoaderData<typeof loader>()
  const { ref, key, title, yotName, text, version, open, findings, versions, compared, mostCharacters } = page
  const form = useForm({ text })
  const isOvertaken = form.reply?.banner?.kind === 'stale'
  const typed = form.text('text').defaultValue ?? ''
  return (
    <>
      <BackLink href={`/reviews/${ref}/report#${key}`} />
      <FormPage
        form={form}
        caption={`Report, ${yotName}, ${ref}`}
        title={title}
        version={version}
        submit={isOvertaken ? 'Save the text in the box over the newer one' : 'Save this part'}
        introduction={
          <>
            <p className="govuk-body-s">
              {savedWords({ by: page.savedBy, at: page.savedAt })}, version {version}.
            </p>
            <OpenNotice open={open} />
            {isOvertaken && (
              <>
                <h2 className="govuk-heading-m">What differs</h2>
                <p className="govuk-body">From what is saved now to what you typed:</p>
                <TextDifference before={text} after={typed} />
                <h2 className="govuk-heading-m">What is saved now</h2>
                <p className="govuk-body app-kept-line-breaks">{text === '' ? 'Nothing.' : text}</p>
                <p className="govuk-body">
                  Yours is in the box, and kept among the versions below. Put together what both say, then save.
                </p>
              </>
            )}
          </>
        }
      >
        <CharacterCount
          {...form.text('text')}
          label={isOvertaken ? 'What you typed' : 'Text'}
          labelSize="m"
          hint={`An empty line begins a paragraph, “- ” an item of a list, “### ” a heading; two stars make **bold**. ${leaveOutChildren}`}
          maxLength={mostCharacters}
          threshold={75}
          rows={20}
        />
      </FormPage>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          {findings !== null && (
            <Details summary="What the findings say here by now">
              <p className="govuk-body">
                This part was edited, so findings that change later are not taken in by themselves.
              </p>
              <p className="govuk-body app-kept-line-breaks">{findings}</p>
            </Details>
          )}
          {compared !== null && (
            <>
              <h2 className="govuk-heading-m" id="compared">
                {compared.isAside ? 'What came too late' : `Version ${compared.number}`}, {compared.savedBy},{' '}
                {dateAndTime(new Date(compared.savedAt))}
              </h2>
              <p className="govuk-body">From then to what is saved now:</p>
              <TextDifference before={compared.text} after={text} />
              <Details summary="The whole of that text">
                <p className="govuk-body app-kept-line-breaks">{compared.text === '' ? 'Nothing.' : compared.text}</p>
              </Details>
            </>
          )}
          <h2 className="govuk-heading-m">Versions</h2>
          <ul className="govuk-list">
            {versions.map(({ id, number, isAside, savedAt, savedBy }) => (
              <li key={id}>
                <a className="govuk-link" href={`/reviews/${ref}/report/${key}?compare=${id}#compared`}>
                  {isAside ? `Beside the report, written from version ${number}` : `Version ${number}`}
                </a>
                , {savedBy}, {dateAndTime(new Date(savedAt))}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  )
}
