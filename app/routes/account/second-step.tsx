import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { renderSVG } from 'uqr'
import { z } from 'zod'
import { CodeForm, RecoveryCodes, SetUp } from '#app/components/account/second-step-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { visitOf } from '#app/http/session.ts'
import {
  beginSecondStep,
  codeSchema,
  confirmSecondStep,
  removeSecondStep,
  renewRecoveryCodes,
  secondStepPage,
} from '#services/accounts/index.ts'

export const meta = () => pageTitle('Second step of signing in')

export const loader = async (args: LoaderFunctionArgs) => {
  const { setUp, ...page } = orThrow(await secondStepPage(await requireActor(args)))
  return { ...page, setUp: setUp && { letters: setUp.letters, picture: renderSVG(setUp.uri, { border: 2 }) } }
}

const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('begin') }),
  codeSchema.extend({ intent: z.literal('confirm') }),
  codeSchema.extend({ intent: z.literal('codes') }),
  codeSchema.extend({ intent: z.literal('remove') }),
])

const here = '/account/second-step'

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const { sessionId } = await visitOf(args)
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to: here })
  const { value } = form
  switch (value.intent) {
    case 'begin':
      // Twice: one begun and not yet confirmed is begun anew.
      return respond(args, await beginSecondStep(ctx), { form, to: here })
    case 'remove':
      // Twice: a code works once; wrong ones are counted even though they are refused.
      return respond(args, await removeSecondStep(ctx, value), {
        form,
        to: here,
        notice: 'No code is asked for any more.',
      })
    default: {
      // Twice: a code works once, and the recovery codes are kept nowhere to be shown again.
      const result =
        value.intent === 'confirm'
          ? await confirmSecondStep(ctx, { ...value, sessionId })
          : await renewRecoveryCodes(ctx, value)
      // Shown in this one answer and kept nowhere.
      return result.ok ? data({ codes: result.value.codes }) : respond(args, result, { form, to: here })
    }
  }
}

export default function SecondStep() {
  const { state, isDemanded, setUp, codesLeft } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const anyForm = useForm()
  const confirmForm = useForm({}, 'confirm')
  const codesForm = useForm({}, 'codes')
  const removeForm = useForm({}, 'remove')
  if (answer && 'codes' in answer) return <RecoveryCodes codes={answer.codes} />
  return (
    <>
      <BackLink href="/account">Back to your account</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={anyForm.reply} />
          <h1 className="govuk-heading-l">Second step of signing in</h1>
          <p className="govuk-body">
            After the link in your mail, you also enter six digits from an app on your phone. Somebody who gets into
            your mail can then still not sign in as you.
          </p>
          {isDemanded && state !== 'on' && (
            <InsetText>You hold an office of the association: set this up before you do its work.</InsetText>
          )}
          {state === 'off' && (
            <PostForm intent="begin">
              <Button preventDoubleClick>Set it up</Button>
            </PostForm>
          )}
          {setUp !== null && <SetUp {...setUp} form={confirmForm} />}
          {state === 'on' && (
            <>
              <p className="govuk-body">
                It is set up. You have {codesLeft} recovery {codesLeft === 1 ? 'code' : 'codes'} left, for when you do
                not have your phone.
              </p>
              <h2 className="govuk-heading-m">New recovery codes</h2>
              <CodeForm form={codesForm} button="Get new recovery codes" />
              <h2 className="govuk-heading-m">Another phone, or no second step</h2>
              <p className="govuk-body">Take it away here; then you can set it up again.</p>
              <CodeForm form={removeForm} button="Take it away" isWarning />
            </>
          )}
        </div>
      </div>
    </>
  )
}
