import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  askConsent,
  askConsentSchema,
  ownNamePage,
  takeBackConsent,
  takeBackConsentSchema,
} from '#services/offerings/index.ts'

const path = '/offerings/own-name'

export const meta = () => pageTitle('Offer in your own name')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await ownNamePage(await requireActor(args)))

const forms = z.discriminatedUnion('intent', [
  askConsentSchema.extend({ intent: z.literal('ask') }),
  takeBackConsentSchema.extend({ intent: z.literal('take-back') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  orThrow(await ownNamePage(ctx))
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to: path })
  const { value } = form
  if (value.intent === 'take-back')
    return respond(args, await once(ctx, form.key, (ctx) => takeBackConsent(ctx, value)), {
      form,
      to: path,
      notice: 'It is taken back. What you offered in your own name is paused.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => askConsent(ctx, value)), {
    form,
    to: path,
    notice: ({ leadName }) => `${leadName} is asked, by a link in a mail. You hear what they say.`,
  })
}

type Service = ReturnType<typeof useLoaderData<typeof loader>>['services'][number]

const Standing = ({ consent, name }: { consent: NonNullable<Service['consent']>; name: string }) => {
  const { status, leadName, answerBy, until, isInForce, isOpen, daysPerYear, mayCharge, id, version } = consent
  const says = isInForce
    ? `${leadName} agreed for ${name}: up to ${daysPerYear} days a year, ${mayCharge ? 'and you may charge' : 'without a charge'}, until ${longDate(until ?? '')}.`
    : status === 'asked' && isOpen
      ? `${leadName} was asked for ${name}, and can answer until ${longDate(answerBy)}.`
      : status === 'refused'
        ? `${leadName} did not agree for ${name}.`
        : status === 'withdrawn'
          ? `${leadName} withdrew the consent of ${name}.`
          : `The consent of ${name} has ended.`
  return (
    <>
      <p className="govuk-body">{says}</p>
      {isInForce && <ButtonLink href="/offerings/new?for=me">Offer something in your own name</ButtonLink>}
      {isOpen && (
        <PostForm intent="take-back">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="version" value={version} />
          <Button variant="secondary" preventDoubleClick>
            Take it back
          </Button>
        </PostForm>
      )}
    </>
  )
}

export default function OwnName() {
  const { services, times, whyNoCharge } = useLoaderData<typeof loader>()
  const form = useForm({}, 'ask')
  const toAsk = services.filter(({ consent }) => !consent?.isOpen)
  const [only] = toAsk.length === 1 ? toAsk : []
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/offerings/yours">Your offerings</BackLink>
        <FormProblems reply={form.pageReply} />
        <h1 className="govuk-heading-l">Offer in your own name</h1>
        <p className="govuk-body">
          You hold a post, so what you offer yourself needs the consent of each service you hold one in. Before you
          start:
        </p>
        <ul className="govuk-list govuk-list--bullet">
          <li>whoever leads the service gets a link, has {times.daysToAnswer} days, and says how many days a year</li>
          <li>nothing is published before they agree, and it is paused on the day they withdraw it</li>
          <li>consent holds for {times.months} months; then you ask again</li>
          <li>
            to charge you need a place in the bank, insurance and a declaration of the year as well
            {whyNoCharge === null ? ': you have them' : `. ${whyNoCharge}`}
          </li>
        </ul>
        {services.map(
          ({ code, name, consent }) =>
            consent && (
              <section key={code}>
                <h2 className="govuk-heading-m">{name}</h2>
                <Standing consent={consent} name={name} />
              </section>
            ),
        )}
        {toAsk.length > 0 && (
          <>
            <h2 className="govuk-heading-m">Ask your service</h2>
            <PostForm intent="ask">
              {only ? (
                <input type="hidden" name="yotCode" value={only.code} />
              ) : (
                <Radios
                  {...form.text('yotCode')}
                  legend="Which service?"
                  items={toAsk.map(({ code, name }) => ({ value: code, label: name }))}
                />
              )}
              <Textarea {...form.text('words')} label="What would you offer?" rows={4} />
              <Input
                {...form.text('daysPerYear')}
                label="Up to how many days a year?"
                inputMode="numeric"
                className="govuk-input--width-3"
              />
              <Radios
                {...form.text('mayCharge')}
                legend="Would you charge for it?"
                items={[
                  { value: 'yes', label: 'Yes' },
                  { value: 'no', label: 'No' },
                ]}
              />
              {toAsk.some(({ lead }) => lead === null) && (
                <>
                  <Input
                    {...form.text('leadName')}
                    label="Who do you answer to?"
                    hint="No other lead of your service is on the exchange, so name somebody senior who can agree."
                  />
                  <Input {...form.text('leadAddress')} type="email" label="Their e-mail address" autoComplete="off" />
                </>
              )}
              {only?.lead && <p className="govuk-body">{only.lead} is asked.</p>}
              <Button preventDoubleClick>Ask your service</Button>
            </PostForm>
          </>
        )}
      </div>
    </div>
  )
}
