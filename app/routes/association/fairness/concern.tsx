import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ConcernHistory, Points, Said, sideWords, WhereItStands } from '#app/components/fairness/concern-parts.tsx'
import { DecideForm } from '#app/components/fairness/decide-form.tsx'
import { LookAfter } from '#app/components/fairness/look-after.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { BalanceLine } from '#app/components/insight/balance-line.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  askQuestion,
  deskPage,
  drawByHand,
  elsewhereSchema,
  endMeasure,
  endMeasureSchema,
  lookedAtSchema,
  measureSchema,
  putMeasure,
  questionSchema,
  recordView,
  renewMeasure,
  renewSchema,
  sayLookedAt,
  sendElsewhere,
  standDown,
  viewSchema,
} from '#services/fairness/index.ts'
import { balanceLine } from '#services/insight/index.ts'

export const meta = () => pageTitle('Fair process')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { ...orThrow(await deskPage(ctx, pathPart(args, 'ref'))), balance: await balanceLine(ctx, 'decided') }
}

const intents = z.discriminatedUnion('intent', [
  viewSchema.extend({ intent: z.literal('view') }),
  questionSchema.extend({ intent: z.literal('ask') }),
  lookedAtSchema.extend({ intent: z.literal('looked-at') }),
  z.object({ intent: z.literal('stand-down') }),
  z.object({ intent: z.literal('draw') }),
  measureSchema.extend({ intent: z.literal('measure') }),
  renewSchema.extend({ intent: z.literal('renew') }),
  endMeasureSchema.extend({ intent: z.literal('end') }),
  elsewhereSchema.extend({ intent: z.literal('elsewhere') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, intents)
  const to = `/association/fairness/${ref}`
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  switch (value.intent) {
    case 'view':
      return respond(args, await once(ctx, key, (ctx) => recordView(ctx, ref, value)), {
        form,
        to,
        notice: 'Your view is recorded. Nobody else reads it before all are in.',
      })
    case 'ask':
      return respond(args, await once(ctx, key, (ctx) => askQuestion(ctx, ref, value)), {
        form,
        to,
        notice: 'They are asked. You hear when the answer is in.',
      })
    case 'looked-at':
      return respond(args, await once(ctx, key, (ctx) => sayLookedAt(ctx, ref, value)), {
        form,
        to,
        notice:
          value.isShown === 'yes'
            ? 'Everybody who reads of the mark reads that it is being looked at, until this is decided.'
            : 'The mark is shown as before.',
      })
    case 'stand-down':
      return respond(args, await once(ctx, key, (ctx) => standDown(ctx, ref)), {
        form,
        to: '/association/fairness',
        notice: 'You have stood down. Nobody is told why; somebody else is drawn.',
      })
    case 'draw':
      return respond(args, await once(ctx, key, (ctx) => drawByHand(ctx, ref)), {
        form,
        to,
        notice: 'It is drawn, and both sides are asked how they see it.',
      })
    case 'measure':
      return respond(args, await once(ctx, key, (ctx) => putMeasure(ctx, ref, value)), {
        form,
        to,
        notice: 'It holds from now, and both sides were told. It ends by itself on its day.',
      })
    case 'renew':
      return respond(args, await once(ctx, key, (ctx) => renewMeasure(ctx, ref, value)), {
        form,
        to,
        notice: 'It goes on.',
      })
    case 'end':
      return respond(args, await once(ctx, key, (ctx) => endMeasure(ctx, ref, value)), {
        form,
        to,
        notice: 'It has ended.',
      })
    case 'elsewhere':
      return respond(args, await once(ctx, key, (ctx) => sendElsewhere(ctx, ref, value)), {
        form,
        to,
        notice: 'They were told where to go.',
      })
  }
}

export default function FairnessConcern() {
  const page = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/association/fairness">Fair process</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {page.kindTitle}, {page.ref}
          </span>
          <h1 className="govuk-heading-l">{page.title}</h1>
          {page.inTheWay !== null && <InsetText>{page.inTheWay}</InsetText>}
          <WhereItStands concern={page} />
          <BalanceLine line={page.balance} />
          <SummaryList
            rows={page.sides.map(({ side, names }) => ({ key: sideWords(side, null), value: names.join(', ') }))}
          />
          <Points concern={page} own={null} />
          {page.first !== null && (
            <section aria-labelledby="first">
              <h2 className="govuk-heading-m" id="first">
                What was decided first ({page.first.ref})
              </h2>
              {page.first.points.map(({ reason, outcome, reasons }) => (
                <SummaryList
                  key={reason}
                  rows={[
                    { key: 'Asked', value: reason },
                    { key: 'Found', value: outcome },
                    { key: 'Why', value: <span className="app-kept-line-breaks">{reasons}</span> },
                  ]}
                />
              ))}
            </section>
          )}
          {page.opening !== null && (
            <InsetText>
              <p className="govuk-body-s">
                What whoever brought it says. You read it to see whether something must hold at once.
              </p>
              <p className="govuk-body app-kept-line-breaks">{page.opening}</p>
            </InsetText>
          )}
          <Said concern={page} own={null} />
          {page.isDecider && <DecideForm page={page} />}
          {page.isAdministrator && <LookAfter page={page} />}
          <ConcernHistory concern={page} />
        </div>
      </div>
    </>
  )
}
