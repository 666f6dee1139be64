import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { AbsentOfferings, fittingChoice, NobodyFits } from '#app/components/offerings/fitting-offerings.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { goOn } from '#app/http/go-on.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { counted } from '#services/core/words.ts'
import {
  askProviders,
  askProvidersSchema,
  fittingOfferings,
  keptWords,
  mostAsked,
  type Need,
  needFrom,
} from '#services/enquiries/index.ts'
import { ratingFacts } from '#services/ratings/index.ts'

export const meta = () => pageTitle('Choose who to ask')

const queryOf = (request: Request) => new URL(request.url).searchParams

/** The need in the address; one that says nothing sensible, or is out of date, goes back to be mended. */
const needIn = async (args: LoaderFunctionArgs): Promise<Need> => {
  const query = queryOf(args.request)
  const need = await needFrom(await requireActor(args), query)
  if (need === null || (!need.ok && need.problem.kind === 'invalid')) throw goOn(`/enquiries/new?${query}`)
  return orThrow(need)
}

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const query = queryOf(args.request)
  const need = await needIn(args)
  const who = (query.get('who') ?? '').replaceAll('\0', '').trim().slice(0, 100)
  const found = await fittingOfferings(ctx, need, { who, ratings: await ratingFacts(ctx) })
  query.delete('who')
  return { ...found, who, query: query.toString(), mostAsked, words: await keptWords(ctx) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const need = await needIn(args)
  const form = await parseForm(args.request, askProvidersSchema)
  const result = form.ok ? await askProviders(ctx, need, form.value, form.key) : form
  return respond(args, result, {
    form,
    to: ({ ref }) => `/enquiries/${ref}`,
    notice: ({ ref, count, respondBy }) => ({
      sent: `You have asked ${counted(count, 'provider')}`,
      reference: ref,
      next: `They answer by ${longDate(respondBy)}, and we write to you as they do.`,
    }),
  })
}

export default function Providers() {
  const { need, yotName, offerings, count, absent, who, query, mostAsked, words } = useLoaderData<typeof loader>()
  const form = useForm({ need: words })
  const change = `/enquiries/new?${query}`
  const summary = (
    <SummaryList rows={[...need, { key: 'For', value: yotName }].map(({ key, value }) => ({ key, value }))} />
  )
  const others = <AbsentOfferings absent={absent} who={who} query={query} />
  if (offerings.length === 0)
    return (
      <>
        <BackLink href={change}>What you need</BackLink>
        <NobodyFits summary={summary} change={change}>
          {others}
        </NobodyFits>
      </>
    )
  return (
    <>
      <BackLink href={change}>What you need</BackLink>
      <FormPage
        form={form}
        title="Choose who to ask"
        submit="Ask those you ticked"
        introduction={
          <>
            {summary}
            <p className="govuk-body">
              {count === offerings.length
                ? `${counted(count, 'offering')} could help${count === 1 ? '' : ', the best first'}`
                : `${count} offerings could help; these fit best, the best first`}
              . Associates who would be paid have been checked for conflicts of interest with your service.
            </p>
          </>
        }
      >
        <Checkboxes
          {...form.choices('offerings')}
          legend="Who would you like to ask?"
          legendSize="m"
          hint={`Up to ${mostAsked}. Each gets the same words, and answers within ten working days.`}
          items={offerings.map(fittingChoice)}
        />
        <CharacterCount
          {...form.text('need')}
          label="What you need, as they will read it"
          labelSize="m"
          hint="They also read what you chose above, your name and your service. Nothing about individual children."
          maxLength={2000}
          threshold={75}
          rows={6}
        />
      </FormPage>
      {others}
    </>
  )
}
