import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { FeedMade, FeedsHeld } from '#app/components/calendar/feeds.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { addressOf, endFeed, feedIdSchema, feedsPage, makeFeed, makeFeedSchema } from '#services/calendars/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Dates in your own calendar')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await feedsPage(await requireActor(args)))

const forms = z.union([
  makeFeedSchema.and(z.object({ intent: z.literal('make') })),
  feedIdSchema.extend({ intent: z.literal('end') }),
])

const here = '/calendar/feeds'

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to: here })
  const { value, key } = form
  if (value.intent === 'end')
    return respond(args, await once(ctx, key, (ctx) => endFeed(ctx, value)), {
      form,
      to: here,
      notice: 'That calendar has ended. Programs that fetch it get nothing more.',
    })
  const made = await once(ctx, key, (ctx) => makeFeed(ctx, value))
  // Twice: names the address of what was made once, and changes nothing. It is shown in this one answer.
  return made.ok ? data({ address: addressOf(ctx, made.value.id) }) : respond(args, made, { form, to: here })
}

export default function Feeds() {
  const { feeds, choices, regions, most } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const form = useForm({ kind: 'mine' }, 'make')
  if (answer && 'address' in answer) return <FeedMade address={answer.address} />
  return (
    <>
      <BackLink href="/calendar">Your calendar</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <h1 className="govuk-heading-l">Dates in your own calendar</h1>
          <p className="govuk-body">
            Outlook, Google and phones can fetch dates from here by an address. What is moved or called off follows by
            itself, within some hours.
          </p>
          {feeds.length < most && (
            <PostForm intent="make">
              <Radios
                {...form.text('kind')}
                legend="What should it hold?"
                items={choices.map(({ value, title, says }) => ({
                  value,
                  label: title,
                  hint: says,
                  conditional: value === 'region' && (
                    <Checkboxes {...form.choices('regions')} legend="Which regions?" isSmall items={regions} />
                  ),
                }))}
              />
              <Button preventDoubleClick>Get an address</Button>
            </PostForm>
          )}
          <FeedsHeld feeds={feeds} most={most} />
        </div>
      </div>
    </>
  )
}
