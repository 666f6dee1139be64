import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { shortDate } from '#app/components/dates.ts'
import { DecisionParts } from '#app/components/decisions/decision-parts.tsx'
import { WorkForms } from '#app/components/decisions/work-forms.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  dropDecision,
  dropSchema,
  findWorkPage,
  keepDecision,
  keepSchema,
  pressSchema,
  publishDraft,
  replaceDecision,
  replaceSchema,
} from '#services/decisions/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.text.title ?? 'Decision')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findWorkPage(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  pressSchema.extend({ intent: z.literal('publish') }),
  dropSchema.extend({ intent: z.literal('drop') }),
  keepSchema.extend({ intent: z.literal('keep') }),
  replaceSchema.extend({ intent: z.literal('replace') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/association/decisions/${ref}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  const answer = (result: Awaited<ReturnType<typeof publishDraft>>, notice: string) =>
    respond(args, result, { form, to, notice })
  if (value.intent === 'publish')
    return answer(
      await once(ctx, key, (ctx) => publishDraft(ctx, ref, value)),
      'It is published. Everybody can read it.',
    )
  if (value.intent === 'drop')
    return answer(
      await once(ctx, key, (ctx) => dropDecision(ctx, ref, value)),
      'It is not published, and your reason is kept.',
    )
  if (value.intent === 'keep')
    return answer(
      await once(ctx, key, (ctx) => keepDecision(ctx, ref, value)),
      'The log says that it was reviewed and stays.',
    )
  return answer(
    await once(ctx, key, (ctx) => replaceDecision(ctx, ref, value)),
    'The log leads from it to the later decision.',
  )
}

export default function WorkAtDecision() {
  const page = useLoaderData<typeof loader>()
  const { ref, stands, body, text, lacks, status, history } = page
  const form = useForm()
  const isShown = status === 'published' || status === 'replaced'
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/association/decisions">Drafts and reviews</BackLink>
        <FormProblems reply={form.pageReply} />
        <span className="govuk-caption-l">Decision {ref}</span>
        <h1 className="govuk-heading-l">{text.title}</h1>
        <p className="govuk-body">
          {stands}.
          {isShown && (
            <>
              {' '}
              <a className="govuk-link" href={`/decisions/${ref}`}>
                As everybody reads it
              </a>
            </>
          )}
        </p>
        {lacks.length > 0 && (
          <>
            <p className="govuk-body">Before it can be published:</p>
            <ul className="govuk-list govuk-list--bullet">
              {lacks.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </>
        )}
        <WorkForms page={page} />
        <DecisionParts
          {...text}
          on={text.day}
          decidedBy={body}
          deciders={text.decidedBy.count}
          restsOn={text.restsOn ?? ''}
          reviewOn={text.reviewOn ?? null}
        />
        <h2 className="govuk-heading-m">What happened</h2>
        <ul className="govuk-list">
          {history.map(({ id, says, on, by, note }) => (
            <li key={id}>
              {shortDate(on)}: {says}, {by}
              {note !== null && `. ${note}`}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
