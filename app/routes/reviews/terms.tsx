import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TextDifference } from '#app/components/reports/text-difference.tsx'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { TermsText } from '#app/components/reviews/terms-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  acceptTerms,
  acceptTermsSchema,
  askForTerms,
  changeTermsSchema,
  keepTerms,
  keepTermsSchema,
  termsPage,
} from '#services/reviews/index.ts'

export const meta = () => pageTitle('Terms of reference')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await termsPage(await requireActor(args), pathPart(args, 'ref')))

const as = <Intent extends string>(intent: Intent) => ({ intent: z.literal(intent) })
const intents = z.discriminatedUnion('intent', [
  acceptTermsSchema.extend(as('accept')),
  changeTermsSchema.extend(as('ask')),
  keepTermsSchema.extend(as('keep')),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, intents)
  const here = `/reviews/${ref}/terms`
  if (!form.ok) return respond(args, form, { form, to: here })
  const value = { ...form.value, ref }
  switch (value.intent) {
    case 'accept':
      return respond(args, await once(ctx, form.key, (ctx) => acceptTerms(ctx, value)), {
        form,
        to: `/reviews/${ref}`,
        notice: 'You have accepted the terms of reference.',
      })
    case 'ask':
      return respond(args, await once(ctx, form.key, (ctx) => askForTerms(ctx, value)), {
        form,
        to: here,
        notice: 'Sent. The terms that were agreed hold until both sides have accepted the change.',
      })
    case 'keep':
      return respond(args, await once(ctx, form.key, (ctx) => keepTerms(ctx, value)), {
        form,
        to: here,
        notice: 'The terms stay as they are. Both sides are told.',
      })
  }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

/** The tick and the button with which somebody accepts a version for their side. */
const Accept = ({ number, hash, isChange = false }: { number: number; hash: string; isChange?: boolean }) => {
  const form = useForm({}, 'accept')
  return (
    <PostForm intent="accept">
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="hash" value={hash} />
      <Checkboxes
        {...form.choices('hasRead')}
        legend={isChange ? 'Do you accept the change?' : 'Do you accept these terms?'}
        items={[
          {
            value: 'yes',
            label: isChange ? 'I have read the change and accept it' : 'I have read the terms and accept them',
          },
        ]}
      />
      <Button preventDoubleClick>{isChange ? 'Accept the change' : 'Accept the terms'}</Button>
    </PostForm>
  )
}

/** A change that waits for both sides: what differs, until when, and the two answers to it. */
const Change = ({ page: { change, text } }: { page: Page }) => {
  const form = useForm({}, 'keep')
  if (change === null) return null
  return (
    <div className="app-no-print">
      <h2 className="govuk-heading-m">A change that is asked for</h2>
      <p className="govuk-body">
        Asked for on {longDate(change.askedOn)}; it waits for {change.waitsFor}. The terms above hold until both sides
        have accepted it
        {change.lastDay !== null && `, and as they are if they have not by ${longDate(change.lastDay)}`}.
      </p>
      <TextDifference before={text} after={change.text} />
      {change.mayAccept && <Accept number={change.number} hash={change.hash} isChange />}
      {change.mayKeep && (
        <PostForm intent="keep">
          <input type="hidden" name="number" value={change.number} />
          <Textarea {...form.text('reason')} label="Or: why the terms stay as they are" rows={2} />
          <Button variant="secondary" preventDoubleClick>
            Leave the terms as they are
          </Button>
        </PostForm>
      )}
    </div>
  )
}

/** Asks for a change of terms that both sides have agreed. */
const Ask = ({ page: { number, text } }: { page: Page }) => {
  const form = useForm({ proposed: text }, 'ask')
  return (
    <Details summary="Ask for a change of these terms" open={form.isTyped}>
      <PostForm intent="ask">
        <input type="hidden" name="number" value={number} />
        <Textarea {...form.text('text')} label="What should change, and why?" hint={leaveOutChildren} rows={3} />
        <Textarea
          {...form.text('proposed')}
          label="The terms as they should be"
          hint="Change the text itself: both sides see what differs."
          rows={16}
        />
        <Button preventDoubleClick>Ask both sides</Button>
      </PostForm>
    </Details>
  )
}

export default function Terms() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, number, hash, issuedOn, text, hostAcceptedOn, teamAcceptedOn, mayAccept, mayAsk } = page
  const { reply } = useForm()
  const accepted = (on: string | null) => (on === null ? 'Not yet' : longDate(on))
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={reply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">Terms of reference</h1>
          {page.change !== null && (
            <p className="govuk-body app-no-print">
              <strong>A change of these terms is asked for.</strong> It stands below them.
            </p>
          )}
          <SummaryList
            rows={[
              { key: 'Version', value: `${number}, sent on ${longDate(issuedOn)}` },
              { key: 'Accepted by the service', value: accepted(hostAcceptedOn) },
              { key: 'Accepted by a co-lead', value: accepted(teamAcceptedOn) },
            ]}
          />
          <TermsText text={text} />
          {mayAsk && (
            <p className="govuk-body app-no-print">
              <a className="govuk-link" href={`/reviews/${ref}/remarks/terms`}>
                Ask for a change of the terms, or see what was answered
              </a>
            </p>
          )}
          {mayAccept && <Accept number={number} hash={hash} />}
          <Change page={page} />
          {page.mayChange && <Ask page={page} />}
        </div>
      </div>
    </>
  )
}
