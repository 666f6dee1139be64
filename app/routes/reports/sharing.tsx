import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { share, shareSchema, sharingPage, withdrawShare, withdrawShareSchema } from '#services/reports/index.ts'

export const meta = () => pageTitle('What is shared')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { ...orThrow(await sharingPage(ctx, pathPart(args, 'ref'))), origin: ctx.config.publicUrl }
}

const intents = z.discriminatedUnion('intent', [
  shareSchema.extend({ intent: z.literal('share') }),
  withdrawShareSchema.extend({ intent: z.literal('withdraw') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/reviews/${ref}/sharing`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'withdraw')
    return respond(args, await once(ctx, form.key, (ctx) => withdrawShare(ctx, ref, value)), {
      form,
      to,
      notice: 'It is no longer shared.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => share(ctx, ref, value)), {
    form,
    to,
    notice: 'It is shared.',
  })
}

export default function Sharing() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, mayShare, items, audiences, shares, linkDays, origin } = page
  const form = useForm({}, 'share')
  const standing = shares.filter(({ isOver }) => !isOver)
  const over = shares.filter(({ isOver }) => isOver)
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">What is shared</h1>
          <p className="govuk-body">
            You and the team have the report, your sponsor by a link of their own, and whoever you gave sight of the
            review. Nobody else has, unless you say so: one item, one audience, until a day. You can take it back at any
            time.
          </p>
          {standing.length === 0 && <InsetText>Nothing is shared.</InsetText>}
          {standing.map(({ id, item, audience, until, sharedBy, path }) => (
            <div className="govuk-inset-text" key={id}>
              <p className="govuk-body">
                <strong>{item}</strong>, with: {audience.toLowerCase()}. Until {longDate(until)}. Shared by {sharedBy}.
              </p>
              {path !== null && (
                <p className="govuk-body app-fingerprint">
                  <a className="govuk-link" href={path}>
                    {origin}
                    {path}
                  </a>
                </p>
              )}
              {mayShare && (
                <PostForm intent="withdraw">
                  <input type="hidden" name="shareId" value={id} />
                  <Button variant="secondary" preventDoubleClick>
                    Take it back<span className="govuk-visually-hidden">: {item}</span>
                  </Button>
                </PostForm>
              )}
            </div>
          ))}
          {mayShare ? (
            <PostForm intent="share">
              <h2 className="govuk-heading-m">Share something</h2>
              <Radios
                {...form.text('item')}
                legend="What?"
                items={items.map(({ item, words }) => ({ value: item, label: words }))}
              />
              <Radios
                {...form.text('audience')}
                legend="With whom?"
                items={audiences.map(([value, label]) => ({ value, label }))}
              />
              <DateInput
                {...form.date('until')}
                legend="Until which day? (optional)"
                hint={`A link for the board ends after ${linkDays} days at the latest, everything else after five years.`}
              />
              <Button preventDoubleClick>Share it</Button>
            </PostForm>
          ) : (
            <p className="govuk-body">Somebody who speaks for the service decides what is shared.</p>
          )}
          {over.length > 0 && (
            <>
              <h2 className="govuk-heading-m">No longer shared</h2>
              <ul className="govuk-list">
                {over.map(({ id, item, audience, until, isWithdrawn }) => (
                  <li key={id}>
                    {item}, with: {audience.toLowerCase()}. {isWithdrawn ? 'Taken back.' : `Until ${longDate(until)}.`}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </>
  )
}
