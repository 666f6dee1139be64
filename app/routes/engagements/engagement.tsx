import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { StepTimeline } from '#app/components/charts/step-timeline.tsx'
import { dateAndTime, longDate } from '#app/components/dates.ts'
import { EngagementCaption } from '#app/components/engagements/engagement-caption.tsx'
import { AgreedTerms, Delivered, EngagementHistory, MoneySaid } from '#app/components/engagements/engagement-parts.tsx'
import { EngagementTag } from '#app/components/engagements/engagement-tag.tsx'
import { AskAgain } from '#app/components/enquiries/host-page.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
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
import { money } from '#services/core/words.ts'
import {
  confirmDelivered,
  confirmSchema,
  type EngagementPage,
  findEngagement,
  ir35Schema,
  messageSchema,
  recordIr35,
  stepBack,
  stepBackSchema,
  writeMessage,
} from '#services/engagements/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.engagement.title ?? 'Agreed work')

export const loader = async (args: LoaderFunctionArgs) => ({
  engagement: orThrow(await findEngagement(await requireActor(args), pathPart(args, 'ref'))),
})

const intents = z.discriminatedUnion('intent', [
  confirmSchema.extend({ intent: z.literal('confirm') }),
  stepBackSchema.extend({ intent: z.literal('step-back') }),
  ir35Schema.extend({ intent: z.literal('ir35') }),
  messageSchema.extend({ intent: z.literal('message') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/engagements/${ref}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'confirm':
      return respond(args, await once(ctx, form.key, (ctx) => confirmDelivered(ctx, ref, value)), {
        form,
        to,
        notice: 'You have confirmed it. What was given is in the ledger, and both sides can rate the work.',
      })
    case 'step-back':
      return respond(args, await once(ctx, form.key, (ctx) => stepBack(ctx, ref, value)), {
        form,
        to,
        notice: 'You stepped back. They are told.',
      })
    case 'ir35':
      return respond(args, await once(ctx, form.key, (ctx) => recordIr35(ctx, ref, value)), {
        form,
        to,
        notice: 'Recorded. They are told.',
      })
    case 'message':
      return respond(args, await once(ctx, form.key, (ctx) => writeMessage(ctx, ref, value)), {
        form,
        to,
        notice: 'Your message is sent.',
      })
  }
}

export default function Engagement() {
  const { engagement } = useLoaderData<typeof loader>()
  const form = useForm()
  const { ref, title, status, statusSays, side, host, provider, turn, isMine, isBySilence, isUnresolved } = engagement
  return (
    <>
      <BackLink href="/engagements">Agreed work</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            <EngagementCaption of={side === 'host' ? provider.name : host.name} engagementRef={ref} />
          </span>
          <h1 className="govuk-heading-l">{title}</h1>
          <p className="govuk-body">
            <EngagementTag status={status} says={statusSays} />
            {isBySilence && ' by silence'}
            {isUnresolved && ' after a dispute that was not resolved'}
          </p>
          <InsetText>
            <strong>{isMine ? 'Your turn: ' : turn.side === null ? '' : 'Theirs: '}</strong>
            {turn.says}
            {turn.dueOn !== null && `, by ${longDate(turn.dueOn)}`}.
          </InsetText>
          <Actions engagement={engagement} />
          {engagement.course.length > 0 && (
            <StepTimeline title="How far it has come" steps={engagement.course} isFolded />
          )}
          <AgreedTerms engagement={engagement} />
          <Delivered engagement={engagement} />
          <MoneySaid engagement={engagement} />
          <Ir35 engagement={engagement} />
          <Messages engagement={engagement} />
          <EngagementHistory engagement={engagement} />
        </div>
      </div>
    </>
  )
}

const Actions = ({ engagement }: { engagement: EngagementPage }) => {
  const { ref, moves, version, change, side, status, invoicedPence, owedPence, terms, enquiryRef, notYet } = engagement
  const may = (event: (typeof moves)[number]) => moves.includes(event)
  const path = `/engagements/${ref}`
  const readTerms = status === 'terms_proposed' ? terms !== null : change !== null
  const writeTerms = may('proposed') || (may('change-asked') && change === null)
  const stepBackForm = useForm({}, 'step-back')
  return (
    <>
      {may('confirmed') && status === 'delivered' && (
        <PostForm intent="confirm" version={version}>
          <div className="govuk-button-group">
            <Button preventDoubleClick>Confirm that it was delivered</Button>
            <a className="govuk-link" href={`${path}/put-right`}>
              Something is missing
            </a>
          </div>
        </PostForm>
      )}
      <div className="govuk-button-group">
        {readTerms && <ButtonLink href={`${path}/terms/latest`}>Read the terms and accept</ButtonLink>}
        {status === 'terms_proposed' && writeTerms && (
          <ButtonLink href={`${path}/terms`} variant={readTerms ? 'secondary' : undefined}>
            {readTerms ? 'Write terms of your own' : side === 'provider' ? 'Complete the terms' : 'Propose terms'}
          </ButtonLink>
        )}
        {may('delivered') && notYet === null && (
          <ButtonLink href={`${path}/delivered`} variant={status === 'agreed' ? 'secondary' : undefined}>
            Say that it is delivered
          </ButtonLink>
        )}
        {side === 'host' && status === 'withdrawn' && enquiryRef !== null && <AskAgain enquiryRef={enquiryRef} />}
        {may('money-recorded') && <ButtonLink href={`${path}/settle`}>Record invoice or payment</ButtonLink>}
        {engagement.hasDispute && <ButtonLink href={`${path}/dispute`}>See the dispute</ButtonLink>}
      </div>
      <ul className="govuk-list">
        {engagement.sessions.length > 0 && terms?.isInForce && (
          <li>
            <a className="govuk-link" href={`${path}/calendar.ics`}>
              {status === 'cancelled' ? 'Take it out of your calendar' : 'Put it into your calendar'}
            </a>
          </li>
        )}
        {status === 'agreed' && writeTerms && (
          <li>
            <a className="govuk-link" href={`${path}/terms`}>
              Ask for a change of terms
            </a>
          </li>
        )}
        {may('session-marked') && engagement.sessions.some(({ isPast, notHeld }) => isPast || notHeld !== null) && (
          <li>
            <a className="govuk-link" href={`${path}/sessions`}>
              A session was not held
            </a>
          </li>
        )}
        {owedPence > 0 && side === 'provider' && (
          <li>
            <a className="govuk-link" href={`${path}/invoice-particulars`}>
              Print the particulars for your invoice
            </a>{' '}
            ({money(invoicedPence)} of {money(owedPence)} invoiced)
          </li>
        )}
        {may('cancelled') && (
          <li>
            <a className="govuk-link" href={`${path}/cancel`}>
              Cancel
            </a>
          </li>
        )}
        {may('disputed') && (
          <li>
            <a className="govuk-link" href={`${path}/dispute`}>
              Open a dispute
            </a>
          </li>
        )}
        {engagement.courseRef !== null && (
          <li>
            <a className="govuk-link" href={`/courses/${engagement.courseRef}/places`}>
              The places that it is for: what is owed follows them
            </a>
          </li>
        )}
        {enquiryRef !== null && (
          <li>
            <a className="govuk-link" href={`/enquiries/${enquiryRef}`}>
              The enquiry that it came from
            </a>
          </li>
        )}
      </ul>
      {may('stepped-back') && (
        <Details summary="Step back: no terms will be agreed" open={stepBackForm.isTyped}>
          <PostForm intent="step-back" version={version}>
            <CharacterCount
              {...stepBackForm.text('reason')}
              label="Why? (optional)"
              labelSize="s"
              hint="The other side reads it."
              maxLength={1000}
              threshold={75}
              rows={3}
            />
            <Button variant="secondary" preventDoubleClick>
              Step back
            </Button>
          </PostForm>
        </Details>
      )}
    </>
  )
}

const ir35Items = [
  { value: 'inside', label: 'Inside the off-payroll working rules' },
  { value: 'outside', label: 'Outside the off-payroll working rules' },
  { value: 'not-applicable', label: 'The rules do not apply' },
]

const Ir35 = ({ engagement }: { engagement: EngagementPage }) => {
  const { asksIr35, ir35, side, version } = engagement
  const form = useForm({ determination: ir35 }, 'ir35')
  if (!asksIr35) return null
  const said = ir35Items.find(({ value }) => value === ir35)?.label ?? 'Not recorded yet'
  return (
    <section aria-labelledby="ir35">
      <h2 className="govuk-heading-m" id="ir35">
        IR35
      </h2>
      <p className="govuk-body">
        The council that pays decides how the off-payroll working rules (IR35) stand for this work. {said}.
      </p>
      {side === 'host' && (
        <Details summary={ir35 === null ? 'Record what your council determined' : 'Change it'} open={form.isTyped}>
          <PostForm intent="ir35" version={version}>
            <Radios
              {...form.text('determination')}
              legend="What did your council determine?"
              legendSize="s"
              items={ir35Items}
            />
            <Button variant="secondary" preventDoubleClick>
              Record
            </Button>
          </PostForm>
        </Details>
      )}
    </section>
  )
}

const Messages = ({ engagement }: { engagement: EngagementPage }) => {
  const { messages, side, host, provider, status } = engagement
  const form = useForm({}, 'message')
  const isOver = status === 'closed' || status === 'withdrawn'
  if (isOver && messages.length === 0) return null
  return (
    <section aria-labelledby="messages">
      <h2 className="govuk-heading-m" id="messages">
        Messages
      </h2>
      {messages.map(({ by, side: from, at, text }) => (
        <div key={`${by} ${new Date(at).getTime()}`}>
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
            {by}, {from === 'host' ? host.name : provider.name}
          </h3>
          <p className="govuk-hint">{dateAndTime(new Date(at))}</p>
          <p className="govuk-body app-typed">{text}</p>
        </div>
      ))}
      {!isOver && (
        <Details summary={`Write to ${side === 'host' ? provider.name : host.name}`} open={form.isTyped}>
          <PostForm intent="message">
            <CharacterCount
              {...form.text('text')}
              label="Your message"
              labelSize="s"
              hint="Both sides see it here, and they get it by mail. Write nothing that tells who a child is."
              maxLength={2000}
              threshold={75}
            />
            <Button variant="secondary" preventDoubleClick>
              Send
            </Button>
          </PostForm>
        </Details>
      )}
    </section>
  )
}
