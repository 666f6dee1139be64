import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { OutsideInvoicee, OutsideReceipts } from '#app/components/outside/fee.tsx'
import { HandOn } from '#app/components/outside/hand-on.tsx'
import { OutsideClocks } from '#app/components/outside/outside-clocks.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import type { Ctx } from '#services/core/context.ts'
import { once } from '#services/core/once.ts'
import type { Result } from '#services/core/result.ts'
import {
  addOutsidePerson,
  askRenewal,
  changeContact,
  endOutsidePerson,
  endProvider,
  invoiceeSchema,
  manageOutsidePage,
  nameOutsideInvoicee,
  personLeavesSchema,
  personSchema,
  reasonsSchema,
  renewalSchema,
} from '#services/outside/index.ts'

export const meta = () => pageTitle('Your organisation as an outside provider')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await manageOutsidePage(await requireActor(args), pathPart(args, 'ref')))

const forms = z.discriminatedUnion('intent', [
  renewalSchema.extend({ intent: z.literal('renewal-asked') }),
  invoiceeSchema.extend({ intent: z.literal('invoicee-named') }),
  personSchema.extend({ intent: z.literal('name-person') }),
  personLeavesSchema.extend({ intent: z.literal('end-person') }),
  personSchema.extend({ intent: z.literal('contact-changed') }),
  reasonsSchema.extend({ intent: z.literal('ended') }),
])

const notices = {
  'renewal-asked': 'You asked for another year. The association looks at your insurance, and writes to you.',
  'invoicee-named': 'Whom to invoice is saved.',
  'name-person': 'They are named, and we have written to them.',
  'end-person': 'They are taken off.',
  'contact-changed': 'Somebody else speaks for it now. You are both told.',
  ended: 'It has ended. What it offered leaves the catalogue.',
} as const

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  orThrow(await manageOutsidePage(ctx, ref))
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to: `/outside/${ref}/manage` })
  const { value } = form
  const press = (work: (ctx: Ctx) => Promise<Result<{ ref: string }>>) => once(ctx, form.key, work)
  const done = () => {
    switch (value.intent) {
      case 'renewal-asked':
        return press((ctx) => askRenewal(ctx, ref, value))
      case 'invoicee-named':
        return press((ctx) => nameOutsideInvoicee(ctx, ref, value))
      case 'name-person':
        return press((ctx) => addOutsidePerson(ctx, ref, value))
      case 'end-person':
        return press((ctx) => endOutsidePerson(ctx, ref, value))
      case 'contact-changed':
        return press((ctx) => changeContact(ctx, ref, value))
      case 'ended':
        return press((ctx) => endProvider(ctx, ref, value))
    }
  }
  const result = await done()
  const stays = value.intent !== 'contact-changed'
  return respond(args, result, {
    form,
    to: stays ? `/outside/${ref}/manage` : `/outside/${ref}`,
    notice: notices[value.intent],
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const Fee = ({ page }: { page: Page }) => {
  const { ref, version, fee, invoicee, receipts } = page
  return (
    <>
      <h2 className="govuk-heading-m">Fee</h2>
      {fee === null ? (
        <p className="govuk-body">The fee of the year is paid.</p>
      ) : (
        <p className="govuk-body">
          {fee.sum} is owed for the year.{' '}
          {fee.invoice === null
            ? 'An invoice follows.'
            : `Invoice ${fee.invoice.number} was sent on ${longDate(fee.invoice.on)}.`}{' '}
          <a className="govuk-link" href={`/outside/${ref}/particulars`}>
            What the invoice says, to print for your finance team
          </a>
        </p>
      )}
      <OutsideInvoicee version={version} of={invoicee} />
      <OutsideReceipts provider={ref} receipts={receipts} />
    </>
  )
}

const Renewal = ({ page }: { page: Page }) => {
  const form = useForm({}, 'renewal-asked')
  const { renewal, version } = page
  if (renewal.askedOn !== null)
    return <p className="govuk-body">You asked for another year on {longDate(renewal.askedOn)}.</p>
  if (!renewal.mayAsk)
    return <p className="govuk-body">Another year can be asked for in the last {renewal.fromDays} days of this one.</p>
  return (
    <PostForm intent="renewal-asked" version={version}>
      <DateInput
        {...form.date('insuranceUntil')}
        legend="Until when is your insurance in force?"
        hint="Send the certificate to the association, which keeps no copy."
      />
      <Button preventDoubleClick>Ask for another year</Button>
    </PostForm>
  )
}

const People = ({ page }: { page: Page }) => {
  const form = useForm({}, 'name-person')
  const { people, version } = page
  return (
    <>
      <h2 className="govuk-heading-m">Who you send</h2>
      <p className="govuk-body">
        Whoever delivers what you agree is named here first, besides yourself. Each makes a declaration of interests
        once a year, and is checked before paid work is agreed, like everybody who delivers.
      </p>
      {people.length > 0 && (
        <ul className="govuk-list">
          {people.map(({ personId, name }) => (
            <li key={personId}>
              {name}
              <PostForm intent="end-person" version={version}>
                <input type="hidden" name="personId" value={personId} />
                <Button variant="secondary" preventDoubleClick>
                  Take {name} off
                </Button>
              </PostForm>
            </li>
          ))}
        </ul>
      )}
      <Details summary="Name somebody you send" open={form.isTyped}>
        <PostForm intent="name-person" version={version}>
          <Input {...form.text('name')} label="Their name" autoComplete="off" spellCheck={false} />
          <Input {...form.text('address')} type="email" label="Their e-mail address" autoComplete="off" />
          <Button variant="secondary" preventDoubleClick>
            Name them
          </Button>
        </PostForm>
      </Details>
    </>
  )
}

const Ending = ({ version }: { version: number }) => {
  const ended = useForm({}, 'ended')
  return (
    <>
      <HandOn version={version} />
      <Details summary="End its place here" open={ended.isTyped}>
        <p className="govuk-body">
          What it offers leaves the catalogue for good, and dates of its courses are called off. Other work that is
          agreed goes on.
        </p>
        <PostForm intent="ended" version={version}>
          <Textarea {...ended.text('reasons')} label="Why?" rows={3} />
          <Button variant="warning" preventDoubleClick>
            End it
          </Button>
        </PostForm>
      </Details>
    </>
  )
}

export default function ManageOutside() {
  const page = useLoaderData<typeof loader>()
  const form = useForm({}, 'name-person')
  const { ref, name, state, clocks, noes, isOpen, version } = page
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href={`/outside/${ref}`}>What others see</BackLink>
        <FormProblems reply={form.pageReply} />
        <span className="govuk-caption-l">Outside provider {ref}</span>
        <h1 className="govuk-heading-l">{name}</h1>
        <p className="govuk-body">
          {state}.{' '}
          {noes.length === 0
            ? 'You can publish what you offer.'
            : noes.map(({ say, mend }) => `${say} What mends it: ${mend}.`).join(' ')}
        </p>
        {isOpen && (
          <>
            <ButtonLink href="/offerings/new">Offer something</ButtonLink>
            <p className="govuk-body">
              <a className="govuk-link" href="/offerings/yours">
                What you offer
              </a>
            </p>
            <h2 className="govuk-heading-m">What runs out</h2>
            <OutsideClocks clocks={clocks} />
            <Renewal page={page} />
            <Fee page={page} />
            <People page={page} />
            <h2 className="govuk-heading-m">Handing on and ending</h2>
            <Ending version={version} />
          </>
        )}
      </div>
    </div>
  )
}
