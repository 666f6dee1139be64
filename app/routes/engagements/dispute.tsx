import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TermsText } from '#app/components/reviews/terms-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { money, typedPounds } from '#services/core/words.ts'
import {
  acceptResolution,
  acceptTermsSchema,
  confirmSchema,
  disputeSchema,
  disputeWords,
  endUnresolved,
  findDispute,
  openDisputeOn,
  proposeResolution,
  resolutionSchema,
  statementSchema,
  stateOtherSide,
} from '#services/engagements/index.ts'

export const meta = () => pageTitle('Dispute')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const found = orThrow(await findDispute(ctx, pathPart(args, 'ref')))
  return { ...found, about: disputeWords, today: ctx.clock.today() }
}

/** No time runs out: after its day a statement is still welcome. */
const whenExpected = (by: string, today: string) =>
  by < today ? `Nothing yet; asked for by ${longDate(by)}` : `Expected by ${longDate(by)}`

const intents = z.discriminatedUnion('intent', [
  disputeSchema.extend({ intent: z.literal('open') }),
  statementSchema.extend({ intent: z.literal('state') }),
  resolutionSchema.extend({ intent: z.literal('propose'), basedOn: z.coerce.number().int().min(0) }),
  acceptTermsSchema.extend({ intent: z.literal('accept') }),
  confirmSchema.extend({ intent: z.literal('end') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/engagements/${ref}/dispute`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'open':
      return respond(args, await once(ctx, form.key, (ctx) => openDisputeOn(ctx, ref, value)), {
        form,
        to,
        notice: 'The other side is asked how it sees it.',
      })
    case 'state':
      return respond(args, await once(ctx, form.key, (ctx) => stateOtherSide(ctx, ref, value)), {
        form,
        to,
        notice: 'They can read it now.',
      })
    case 'propose':
      return respond(args, await once(ctx, form.key, (ctx) => proposeResolution(ctx, ref, value)), {
        form,
        to,
        notice: 'They can read what you propose. It counts once both sides have accepted the same text.',
      })
    case 'accept':
      return respond(args, await once(ctx, form.key, (ctx) => acceptResolution(ctx, ref, value)), {
        form,
        to: `/engagements/${ref}`,
        notice: 'You have accepted it.',
      })
    case 'end':
      return respond(args, await once(ctx, form.key, (ctx) => endUnresolved(ctx, ref, value)), {
        form,
        to: `/engagements/${ref}`,
        notice: 'The dispute is over, unresolved.',
      })
  }
}

export default function Dispute() {
  const page = useLoaderData<typeof loader>()
  const { ref, title, dispute, hostName, providerName } = page
  const form = useForm()
  return (
    <>
      <BackLink href={`/engagements/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            {title}, {ref}
          </span>
          <h1 className="govuk-heading-l">{dispute === null ? 'Open a dispute' : 'Dispute'}</h1>
          {dispute === null ? (
            <OpenForm page={page} />
          ) : (
            <>
              <p className="govuk-body">
                Only the two of you see this. Nobody decides for you: it is over when both sides accept the same text.
                No time runs out meanwhile.
              </p>
              <SummaryList
                rows={[
                  { key: 'About', value: page.about[dispute.reason] ?? dispute.reason },
                  {
                    key: 'Opened',
                    value: `${longDate(dispute.openedOn)}, by ${dispute.openedSide === 'host' ? hostName : providerName}`,
                  },
                  { key: 'What they say', value: <span className="app-typed">{dispute.statement}</span> },
                  {
                    key: 'What the other side says',
                    value: dispute.otherStatement ?? whenExpected(dispute.statementBy, page.today),
                  },
                  dispute.recommendation !== null && { key: 'A mediator recommends', value: dispute.recommendation },
                ]}
              />
              <StateForm page={page} />
              <Resolution page={page} />
              <ProposeForm page={page} />
              <EndForm page={page} />
            </>
          )}
          <Conduct page={page} />
        </div>
      </div>
    </>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

/** What concerns conduct is no dispute: where it is brought, by whom it is about. */
const Conduct = ({ page: { conduct } }: { page: Page }) => (
  <section aria-labelledby="conduct">
    <h2 className="govuk-heading-m" id="conduct">
      If it is about how somebody behaved
    </h2>
    <p className="govuk-body">
      That is no dispute. Bring it to the association: somebody without a stake decides, and whoever it is about is
      heard first.
    </p>
    <ul className="govuk-list govuk-list--bullet">
      {conduct.people.map(({ id, name }) => (
        <li key={id}>
          <a className="govuk-link" href={`/concerns/new?about=person&id=${id}`}>
            The conduct of {name}
          </a>
        </li>
      ))}
      {conduct.offering !== null && (
        <li>
          <a className="govuk-link" href={`/concerns/new?about=offering&id=${conduct.offering.slug}`}>
            How people were treated in “{conduct.offering.title}”
          </a>
        </li>
      )}
      <li>
        <a className="govuk-link" href="/contact">
          Somebody who is not in the bank
        </a>
      </li>
    </ul>
  </section>
)

const OpenForm = ({ page }: { page: Page }) => {
  const form = useForm({}, 'open')
  if (!page.isOpenable) return <p className="govuk-body">There is nothing to dispute here now.</p>
  return (
    <PostForm intent="open" version={page.version}>
      <p className="govuk-body">
        Say how you see it. The other side reads it and says how they see it; then you both look for what you can
        accept.
      </p>
      <Radios
        {...form.text('reason')}
        legend="What is it about?"
        legendSize="s"
        items={Object.entries(page.about).map(([value, label]) => ({ value, label }))}
      />
      <CharacterCount
        {...form.text('statement')}
        label="What happened, as you see it?"
        labelSize="s"
        maxLength={2000}
        threshold={75}
      />
      <Button preventDoubleClick>Open the dispute</Button>
    </PostForm>
  )
}

const StateForm = ({ page }: { page: Page }) => {
  const form = useForm({}, 'state')
  const { dispute, side } = page
  if (dispute === null || dispute.openedSide === side || dispute.otherStatement !== null) return null
  return (
    <PostForm intent="state" version={page.version}>
      <CharacterCount
        {...form.text('statement')}
        label="How do you see it?"
        labelSize="m"
        maxLength={2000}
        threshold={75}
      />
      <Button preventDoubleClick>Say so</Button>
    </PostForm>
  )
}

const Resolution = ({ page }: { page: Page }) => {
  const { dispute, side, hostName, providerName, version } = page
  const resolution = dispute?.resolution
  if (!resolution) return null
  const accepted = resolution.accepted.map((one) => (one === 'host' ? hostName : providerName))
  return (
    <section aria-labelledby="proposed">
      <h2 className="govuk-heading-m" id="proposed">
        What is proposed, version {resolution.number}
      </h2>
      <TermsText text={resolution.text} />
      <p className="govuk-body">
        {accepted.length === 0 ? 'Nobody has accepted it yet.' : `Accepted by ${accepted.join(' and ')}.`}
      </p>
      {!resolution.accepted.includes(side) && (
        <PostForm intent="accept" version={version}>
          <input type="hidden" name="number" value={resolution.number} />
          <input type="hidden" name="hash" value={resolution.hash} />
          <Button preventDoubleClick>Accept this</Button>
        </PostForm>
      )}
    </section>
  )
}

const outcomes = [
  { value: 'confirmed', label: 'The work counts as delivered' },
  { value: 'agreed', label: 'The work goes on as agreed' },
  { value: 'delivered', label: 'The host looks at it once more' },
  { value: 'cancelled', label: 'The work is called off' },
]

const ProposeForm = ({ page }: { page: Page }) => {
  const { dispute, totalPence, version } = page
  const form = useForm({ total: totalPence === null ? undefined : typedPounds(totalPence) }, 'propose')
  return (
    <Details summary={dispute?.resolution ? 'Propose something else' : 'Propose what you both do'} open={form.isTyped}>
      <PostForm intent="propose" version={version}>
        <input type="hidden" name="basedOn" value={dispute?.resolution?.number ?? 0} />
        <Radios {...form.text('to')} legend="What becomes of the work?" legendSize="s" items={outcomes} />
        <Input
          {...form.text('total')}
          label="The price in all"
          labelSize="s"
          hint={`The terms say ${money(totalPence ?? 0)}. It can be less.`}
          prefix="£"
          width={5}
          inputMode="decimal"
        />
        <CharacterCount
          {...form.text('words')}
          label="What do you both do?"
          labelSize="s"
          maxLength={4000}
          threshold={75}
        />
        <Button variant="secondary" preventDoubleClick>
          Propose it
        </Button>
      </PostForm>
    </Details>
  )
}

const EndForm = ({ page }: { page: Page }) => (
  <Details summary="You cannot agree">
    <PostForm intent="end" version={page.version}>
      <p className="govuk-body">
        Thirty days after it was opened, either side can end a dispute unresolved. No blame is shown anywhere, both
        sides can rate the work, and your councils can take it further between themselves.
      </p>
      <Button variant="secondary" preventDoubleClick>
        End it unresolved
      </Button>
    </PostForm>
  </Details>
)
