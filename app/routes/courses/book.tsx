import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import { bookPlaces, bookSchema, findCourse, joinQueue, waitSchema } from '#services/courses/index.ts'

export const meta = () => pageTitle('Book places')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, title, booking, free, sessions, terms } = orThrow(
    await findCourse(await requireActor(args), pathPart(args, 'ref')),
  )
  return { ref, title, booking, free, terms, startsAt: sessions[0]?.startsAt ?? '' }
}

const intents = z.discriminatedUnion('intent', [
  bookSchema.extend({ intent: z.literal('book') }),
  waitSchema.extend({ intent: z.literal('wait') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/courses/${ref}/places`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'wait')
    return respond(args, await once(ctx, form.key, (ctx) => joinQueue(ctx, ref, value)), {
      form,
      to,
      notice: 'You are on the waiting list. This page says where you stand and why.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => bookPlaces(ctx, ref, value)), {
    form,
    to,
    notice: ({ count }) => ({
      sent: `${counted(count, 'place is', 'places are')} booked`,
      reference: ref,
      next: 'Say who comes now or later. We have written to you.',
    }),
  })
}

export default function Book() {
  const { ref, title, booking, terms } = useLoaderData<typeof loader>()
  const isOpen = booking.kind === 'open'
  const wait = isOpen ? booking.wait : null
  const form = useForm({ count: '1', how: 'any' }, wait === null ? 'book' : 'wait')
  // Fewer may be free than somebody asked for: they can wait for as many.
  const waits = useForm({ count: '1', how: 'any' }, 'wait')
  const isRefused = form.reply?.banner != null && wait === null
  const shown = isRefused ? waits : form
  const isWaiting = wait !== null || isRefused
  const services = isOpen ? booking.services : []
  const back = <BackLink href={`/courses/${ref}`} />
  if (!isOpen)
    return (
      <>
        {back}
        <h1 className="govuk-heading-l">{title}</h1>
        <p className="govuk-body">{'why' in booking ? booking.why : ''}</p>
      </>
    )
  return (
    <>
      {back}
      <FormPage
        form={{ ...shown, pageReply: form.pageReply }}
        title={isWaiting ? 'Join the waiting list' : 'Book places'}
        caption={title}
        introduction={
          <>
            <p className="govuk-body">
              {isWaiting
                ? (wait ?? 'Or wait for as many as you need: what comes free goes to those who wait, in turn.')
                : 'You say who comes later, and can change it until the course begins.'}
            </p>
            {terms.length > 0 && <Terms terms={terms} isAssociate={booking.isAssociate} />}
          </>
        }
        submit={isWaiting ? 'Join the waiting list' : 'Book'}
      >
        {services.length > 1 && (
          <Radios
            {...shown.text('yotCode')}
            legend="For which service?"
            legendSize="s"
            items={services.map(({ value, label }) => ({ value, label }))}
          />
        )}
        {booking.isAssociate ? (
          <input type="hidden" name="count" value="1" />
        ) : (
          <Select
            {...shown.text('count')}
            label="How many places?"
            labelSize="s"
            options={Array.from({ length: 10 }, (_, at) => ({ value: String(at + 1), text: String(at + 1) }))}
          />
        )}
        {isWaiting &&
          (booking.isAssociate ? (
            <input type="hidden" name="how" value="any" />
          ) : (
            <Radios
              {...shown.text('how')}
              legend="If fewer come free than you want"
              legendSize="s"
              items={[
                { value: 'any', label: 'Offer us what there is', hint: 'You go on waiting for the rest' },
                {
                  value: 'together',
                  label: 'All together or none',
                  hint: 'You are passed over while fewer are free, and keep your place',
                },
              ]}
            />
          ))}
      </FormPage>
    </>
  )
}

const Terms = ({ terms, isAssociate }: { terms: readonly string[]; isAssociate: boolean }) => (
  <>
    <h2 className="govuk-heading-s govuk-!-margin-bottom-1">What you agree to</h2>
    <p className="govuk-body">{terms.join(' ')}</p>
    <p className="govuk-body">
      {isAssociate
        ? 'You settle it with the provider yourself.'
        : 'Your service and the provider find it under agreed work, where the invoice is recorded.'}
    </p>
  </>
)
