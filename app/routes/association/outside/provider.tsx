import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { Paragraphs } from '#app/components/offerings/offering-parts.tsx'
import { FeeForms } from '#app/components/outside/fee.tsx'
import { OutsideClocks } from '#app/components/outside/outside-clocks.tsx'
import { ChecksForm, DecideForm, LaterForms, ViewForm } from '#app/components/outside/outside-desk.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import type { Ctx } from '#services/core/context.ts'
import { once } from '#services/core/once.ts'
import type { Result } from '#services/core/result.ts'
import {
  changeContact,
  checkSchema,
  decideOnProvider,
  decideSchema,
  endProvider,
  invoicedSchema,
  invoiceeSchema,
  keepChecks,
  nameOutsideInvoicee,
  outsideCasePage,
  paidSchema,
  personSchema,
  reasonsSchema,
  recordOutsideInvoice,
  recordOutsidePayment,
  recordOutsideView,
  reinstateProvider,
  renewProvider,
  suspendProvider,
  versionSchema,
  viewSchema,
} from '#services/outside/index.ts'

export const meta = () => pageTitle('An outside provider')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { ...orThrow(await outsideCasePage(ctx, pathPart(args, 'ref'))), today: ctx.clock.today() }
}

const forms = z.discriminatedUnion('intent', [
  checkSchema.extend({ intent: z.literal('checked') }),
  viewSchema.extend({ intent: z.literal('viewed') }),
  decideSchema.extend({ intent: z.literal('decide') }),
  invoicedSchema.extend({ intent: z.literal('invoiced') }),
  paidSchema.extend({ intent: z.literal('paid') }),
  invoiceeSchema.extend({ intent: z.literal('invoicee-named') }),
  versionSchema.extend({ intent: z.literal('renewed') }),
  personSchema.extend({ intent: z.literal('contact-changed') }),
  reasonsSchema.extend({ intent: z.literal('suspended') }),
  reasonsSchema.extend({ intent: z.literal('reinstated') }),
  reasonsSchema.extend({ intent: z.literal('ended') }),
])

const notices = {
  checked: 'What was checked is kept.',
  viewed: 'Your view is recorded. An administrator decides.',
  decide: 'It is decided, and they are told why.',
  'invoicee-named': 'Whom to invoice is saved.',
  invoiced: 'The invoice is recorded, and they are told.',
  paid: 'The fee is recorded as paid. They can publish, and have a receipt.',
  renewed: 'It is renewed for a year, and they are told.',
  'contact-changed': 'Somebody else speaks for it now. Both are told.',
  suspended: 'It is suspended. What it has published is paused, and it is told why.',
  reinstated: 'It is reinstated, and told so.',
  ended: 'It has ended, and is told why.',
} as const

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  orThrow(await outsideCasePage(ctx, ref))
  const to = `/association/outside/${ref}`
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  const press = (work: (ctx: Ctx) => Promise<Result<{ ref: string }>>) => once(ctx, form.key, work)
  const done = () => {
    switch (value.intent) {
      case 'checked':
        return press((ctx) => keepChecks(ctx, ref, value))
      case 'viewed':
        return press((ctx) => recordOutsideView(ctx, ref, value))
      case 'decide':
        return press((ctx) => decideOnProvider(ctx, ref, value))
      case 'invoiced':
        return press((ctx) => recordOutsideInvoice(ctx, ref, value))
      case 'invoicee-named':
        return press((ctx) => nameOutsideInvoicee(ctx, ref, value))
      case 'paid':
        return press((ctx) => recordOutsidePayment(ctx, ref, value))
      case 'renewed':
        return press((ctx) => renewProvider(ctx, ref, value))
      case 'contact-changed':
        return press((ctx) => changeContact(ctx, ref, value))
      case 'suspended':
        return press((ctx) => suspendProvider(ctx, ref, value))
      case 'reinstated':
        return press((ctx) => reinstateProvider(ctx, ref, value))
      case 'ended':
        return press((ctx) => endProvider(ctx, ref, value))
    }
  }
  const result = await done()
  return respond(args, result, { form, to, notice: notices[value.intent] })
}

export default function OutsideCase() {
  const page = useLoaderData<typeof loader>()
  const form = useForm({}, 'checked')
  const { name, ref, state, status, number, website, region, does, contact, words, insurance, view, lacks, moves } =
    page
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/association/outside">Outside providers</BackLink>
        <FormProblems reply={form.pageReply} />
        <span className="govuk-caption-l">Outside provider {ref}</span>
        <h1 className="govuk-heading-l">{name}</h1>
        <p className="govuk-body">
          {state}. Asked on {longDate(page.askedOn)}
          {status === 'asked' && `; they were told that they hear by ${longDate(page.answerBy)}`}.
        </p>
        <h2 className="govuk-heading-m">What it says, and what was seen</h2>
        <SummaryList
          rows={[
            {
              key: number.title,
              value: (
                <>
                  {number.number}{' '}
                  <a className="govuk-link" href={number.lookUp} rel="noopener noreferrer">
                    look it up
                  </a>
                  <br />
                  {number.seenOn === null ? 'Not looked up yet' : `Looked up on ${longDate(number.seenOn)}`}
                </>
              ),
            },
            { key: 'Website', value: website },
            { key: 'Based in', value: region },
            { key: 'Speaks for it', value: `${contact.name}, ${contact.address}` },
            ...words.map(({ says, heardOn }, at) => ({
              key: at === 0 ? 'First to speak of its work' : 'Second',
              value: (
                <>
                  {says}
                  <br />
                  {heardOn === null ? 'Not heard yet' : `Heard on ${longDate(heardOn)}`}
                </>
              ),
            })),
            {
              key: 'Insurance',
              value: (
                <>
                  It says until {longDate(insurance.says)}
                  <br />
                  {insurance.seenUntil === null ? 'Not seen yet' : `Seen: until ${longDate(insurance.seenUntil)}`}
                </>
              ),
            },
            page.people.length > 0 && { key: 'Sends', value: page.people.join(', ') },
          ]}
        />
        <Paragraphs text={does} />
        {moves.includes('checked') && <ChecksForm page={page} />}
        <h2 className="govuk-heading-m">What the assessor thinks</h2>
        <p className="govuk-body">
          {page.assessor === null
            ? 'Nobody could be drawn yet: every assessor has a tie to it. It is tried anew every day.'
            : view === null
              ? `${page.assessor.name} was drawn${page.assessor.by === null ? '' : `, and says so by ${longDate(page.assessor.by)}`}.`
              : `${page.assessor.name} is ${view.isFor ? 'for' : 'against'} it: ${view.reasons}`}
        </p>
        {moves.includes('viewed') && <ViewForm version={page.version} />}
        {moves.includes('approved') && <DecideForm version={page.version} lacks={lacks} />}
        {page.decision !== null && (
          <>
            <h2 className="govuk-heading-m">The decision</h2>
            <Paragraphs text={page.decision} />
          </>
        )}
        {page.clocks.length > 0 && (
          <>
            <h2 className="govuk-heading-m">What runs out</h2>
            <OutsideClocks clocks={page.clocks} />
          </>
        )}
        <FeeForms page={page} />
        <LaterForms page={page} />
        <h2 className="govuk-heading-m">What happened</h2>
        <ul className="govuk-list">
          {page.history.map(({ title, on, by, note }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of the history is its place
            <li key={at}>
              {longDate(on)}: {title}, {by}
              {note !== null && <span className="govuk-hint govuk-!-margin-bottom-0">{note}</span>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
