import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { InTheWay } from '#app/components/conflicts/in-the-way.tsx'
import { OfficerConflicts } from '#app/components/conflicts/officer-conflicts.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonGroup, ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { answerRows } from '#app/components/vetting/answer-rows.tsx'
import { CheckList, SameWords } from '#app/components/vetting/check-list.tsx'
import { CoLeadWords } from '#app/components/vetting/co-lead-words.tsx'
import { History } from '#app/components/vetting/history.tsx'
import { PanelViews } from '#app/components/vetting/panel-views.tsx'
import { Paragraphs } from '#app/components/vetting/paragraphs.tsx'
import { ReferenceCards } from '#app/components/vetting/reference-cards.tsx'
import { statusColour } from '#app/components/vetting/status-colour.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { doneReviews, wordsOfCoLeads } from '#services/reviews/index.ts'
import {
  type ApplicationCase,
  applicationCase,
  askForApproval,
  nudgeReferee,
  resendReference,
} from '#services/vetting/index.ts'

export const meta = () => pageTitle('Application to the bank')

const wayKnown = { reviewsDone: doneReviews, words: wordsOfCoLeads }

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return {
    ...orThrow(await applicationCase(ctx, pathPart(args, 'ref'), 'application.list', wayKnown)),
    today: ctx.clock.today(),
  }
}

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('ask-approval') }),
  z.object({ intent: z.literal('resend'), referenceId: z.uuid('Choose a referee from the page') }),
  z.object({ intent: z.literal('nudge'), referenceId: z.uuid('Choose a referee from the page') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/association/applications/${ref}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'ask-approval') {
    return respond(args, await once(ctx, form.key, (ctx) => askForApproval(ctx, { ref })), {
      form,
      to,
      notice: ({ asked }) => `${asked.join(', ')} will be asked by mail.`,
    })
  }
  if (value.intent === 'nudge') {
    const { referenceId } = value
    return respond(args, await once(ctx, form.key, (ctx) => nudgeReferee(ctx, { referenceId, ref })), {
      form,
      to,
      notice: ({ refereeName, respondBy }) =>
        `${refereeName} will be reminded by mail. Their link lasts until ${longDate(respondBy)}.`,
    })
  }
  return respond(
    args,
    await once(ctx, form.key, (ctx) => resendReference(ctx, { referenceId: value.referenceId, ref })),
    {
      form,
      to,
      notice: ({ refereeName, respondBy }) => `${refereeName} has a new link, until ${longDate(respondBy)}.`,
    },
  )
}

export default function Application() {
  const application = useLoaderData<typeof loader>()
  const form = useForm()
  const { ref, answers, references, reviewsKnown, panel, buttons, checks } = application
  return (
    <>
      <BackLink href="/association/applications">All applications</BackLink>
      <FormProblems reply={form.reply} />
      <span className="govuk-caption-l">{ref}</span>
      <h1 className="govuk-heading-l">
        {answers.applicant}: {answers.roleName.toLowerCase()}
      </h1>
      <Summary application={application} />
      <InTheWay inTheWay={application.inTheWay} />
      <Buttons reference={ref} buttons={buttons} />
      {application.reasons !== null && (
        <InsetText>
          <h2 className="govuk-heading-s">What the applicant was told</h2>
          <Paragraphs text={application.reasons} />
          {application.conditions.map(({ text, dueOn }) => (
            <p className="govuk-body" key={text}>
              By {longDate(dueOn)}: {text}
            </p>
          ))}
        </InsetText>
      )}
      {checks.length > 0 && <CheckList checks={checks} />}
      <SameWords says={application.sameWords} />
      <CoLeadWords words={application.words} />
      {panel.places.length > 0 && <PanelViews panel={panel} />}
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h2 className="govuk-heading-m">What the applicant says</h2>
          <SummaryList rows={answerRows(answers, references, { reviewsKnown })} />
        </div>
        <div className="govuk-grid-column-one-third">
          <ReferenceCards
            references={references}
            ask={
              buttons.resend
                ? (id, name, isLinkOpen) => <AskReferee id={id} name={name} isLinkOpen={isLinkOpen} />
                : undefined
            }
            today={application.today}
          />
        </div>
      </div>
      <OfficerConflicts rows={application.officerConflicts} at={`/association/applications/${ref}`} />
      <History happenings={application.history} />
      {buttons.standDown && (
        <p className="govuk-body">
          <a className="govuk-link" href={`/association/applications/${ref}/stand-down`}>
            I have a conflict of interest with this application
          </a>
        </p>
      )}
    </>
  )
}

/** Where a reference is awaited: a reminder while the link lasts, and a new link. */
const AskReferee = ({ id, name, isLinkOpen }: { id: string; name: string; isLinkOpen: boolean }) => (
  <>
    {isLinkOpen && (
      <PostForm intent="nudge">
        <input type="hidden" name="referenceId" value={id} />
        <Button variant="secondary" className="govuk-!-margin-bottom-2" preventDoubleClick>
          Remind<span className="govuk-visually-hidden"> {name}</span>
        </Button>
      </PostForm>
    )}
    <PostForm intent="resend">
      <input type="hidden" name="referenceId" value={id} />
      <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
        Send a new link<span className="govuk-visually-hidden"> to {name}</span>
      </Button>
    </PostForm>
  </>
)

const Summary = ({ application }: { application: ApplicationCase }) => (
  <SummaryList
    rows={[
      {
        key: 'State',
        value: <Tag colour={statusColour(application.status)}>{application.statusWord}</Tag>,
      },
      { key: application.waitsOnWord === null ? 'Since' : 'Waiting for', value: waiting(application) },
      { key: 'Region', value: application.region ?? 'None' },
    ]}
  />
)

const waiting = ({ waitsOnWord, since }: ApplicationCase) =>
  waitsOnWord === null ? longDate(since) : `${waitsOnWord}, since ${longDate(since)}`

const Buttons = ({ reference, buttons }: { reference: string; buttons: ApplicationCase['buttons'] }) => {
  const at = (page: string) => `/association/applications/${reference}/${page}`
  return (
    <ButtonGroup>
      {buttons.openPanel && <ButtonLink href={at('panel')}>Choose the panel</ButtonLink>}
      {buttons.assess && <ButtonLink href={at('assess')}>Record your view</ButtonLink>}
      {buttons.decide && <ButtonLink href={at('decide')}>Confirm the decision</ButtonLink>}
      {buttons.fillPlace && (
        <ButtonLink href={at('assessor')} variant="secondary">
          Change who assesses it
        </ButtonLink>
      )}
      {buttons.askForMore && (
        <ButtonLink href={at('more')} variant="secondary">
          Ask the applicant for more
        </ButtonLink>
      )}
    </ButtonGroup>
  )
}
