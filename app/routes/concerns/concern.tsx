import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { ConcernHistory, Points, Said, WhereItStands } from '#app/components/fairness/concern-parts.tsx'
import { Button } from '#app/components/govuk/button.tsx'
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
import {
  answerQuestion,
  answerSchema,
  appealConcern,
  appealSchema,
  findConcern,
  pressSchema,
  sayHow,
  statementSchema,
  withdrawConcern,
} from '#services/fairness/index.ts'

export const meta = () => pageTitle('Fair process')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findConcern(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  statementSchema.extend({ intent: z.literal('say') }),
  answerSchema.extend({ intent: z.literal('answer') }),
  appealSchema.extend({ intent: z.literal('appeal') }),
  pressSchema.extend({ intent: z.literal('withdraw') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, intents)
  const to = `/concerns/${ref}`
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'say':
      return respond(args, await once(ctx, form.key, (ctx) => sayHow(ctx, ref, value)), {
        form,
        to,
        notice:
          'You have said how you see it. You read the other side’s statement once both are in, or the time is up.',
      })
    case 'answer':
      return respond(args, await once(ctx, form.key, (ctx) => answerQuestion(ctx, ref, value)), {
        form,
        to,
        notice: 'Your answer is on this page, for both sides and whoever decides.',
      })
    case 'appeal':
      return respond(args, await once(ctx, form.key, (ctx) => appealConcern(ctx, ref, value)), {
        form,
        to: ({ ref }) => `/concerns/${ref}`,
        notice: 'You have appealed. What was decided waits; others decide.',
      })
    case 'withdraw':
      return respond(args, await once(ctx, form.key, (ctx) => withdrawConcern(ctx, ref, value)), {
        form,
        to,
        notice: 'It is withdrawn.',
      })
  }
}

export default function Concern() {
  const page = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.pageReply} />
        <span className="govuk-caption-l">
          {page.kindTitle}, {page.ref}
        </span>
        <h1 className="govuk-heading-l">{page.title}</h1>
        <p className="govuk-body">
          Both sides read this page alike.{' '}
          {page.kind === 'mediation'
            ? 'Whoever mediates has no stake in it, only recommends, and is named to nobody.'
            : 'Whoever decides has no stake in it, and is named to nobody.'}{' '}
          <a className="govuk-link" href="/fairness">
            How this works
          </a>
        </p>
        <WhereItStands concern={page} />
        <Points concern={page} own={page.side} />
        <SayForm page={page} />
        <AnswerForms page={page} />
        <Said concern={page} own={page.side} />
        <AppealForm page={page} />
        <WithdrawForm page={page} />
        <ConcernHistory concern={page} />
      </div>
    </div>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const SayForm = ({ page }: { page: Page }) => {
  const form = useForm({}, 'say')
  if (!page.maySay)
    return page.own !== null && page.statements === null ? (
      <InsetText>
        <p className="govuk-body">
          You have said how you see it. {page.hasOther && 'Both sides read each other’s statements at the same moment.'}
        </p>
        <p className="govuk-body app-kept-line-breaks">{page.own}</p>
      </InsetText>
    ) : null
  return (
    <PostForm intent="say">
      <CharacterCount
        {...form.text('statement')}
        label="How do you see it?"
        labelSize="m"
        hint={`Until ${longDate(page.statementsBy ?? page.decideBy)}. The other side reads it when both have spoken or the time is up. Do not write anything that could tell who a child is.`}
        maxLength={2000}
        threshold={75}
      />
      <Button preventDoubleClick>Say so</Button>
    </PostForm>
  )
}

const AnswerForms = ({ page }: { page: Page }) => {
  const form = useForm({}, 'answer')
  const [number] = page.toAnswer
  const question = page.questions.find((one) => one.number === number)
  if (!question) return null
  return (
    <PostForm intent="answer">
      <input type="hidden" name="number" value={question.number} />
      <CharacterCount
        {...form.text('answer')}
        label={question.text}
        labelSize="m"
        hint={`Whoever decides asks you this, to be answered by ${longDate(question.answerBy)}. The other side reads question and answer.`}
        maxLength={2000}
        threshold={75}
      />
      <Button preventDoubleClick>Answer</Button>
    </PostForm>
  )
}

const AppealForm = ({ page }: { page: Page }) => {
  const form = useForm({}, 'appeal')
  if (page.appealRef !== null)
    return (
      <p className="govuk-body">
        It was appealed:{' '}
        <a className="govuk-link" href={`/concerns/${page.appealRef}`}>
          {page.appealRef}
        </a>
        .
      </p>
    )
  if (!page.mayAppeal || page.appealBy === null) return null
  return (
    <Details summary="Appeal this decision" open={form.isTyped}>
      <PostForm intent="appeal" version={page.version}>
        <p className="govuk-body">
          Either side can appeal once, until the end of {longDate(page.appealBy)}. Others decide. Until then what was
          decided waits, but for what was put in place for now.
        </p>
        <Radios
          {...form.text('reason')}
          legend="On which ground?"
          legendSize="s"
          items={page.grounds.map(({ code, says, hint }) => ({ value: code, label: says, ...(hint ? { hint } : {}) }))}
        />
        <CharacterCount
          {...form.text('statement')}
          label="How do you see it?"
          labelSize="s"
          maxLength={2000}
          threshold={75}
        />
        <Button preventDoubleClick>Appeal</Button>
      </PostForm>
    </Details>
  )
}

const WithdrawForm = ({ page }: { page: Page }) =>
  page.mayWithdraw ? (
    <Details summary="Take it back">
      <PostForm intent="withdraw" version={page.version}>
        <p className="govuk-body">Nothing follows from it then. The same cannot be brought again.</p>
        <Button variant="secondary" preventDoubleClick>
          Withdraw it
        </Button>
      </PostForm>
    </Details>
  ) : null
