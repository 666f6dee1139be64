import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { Clocks } from '#app/components/bank/clocks.tsx'
import { Conditions } from '#app/components/bank/conditions.tsx'
import { Concerns } from '#app/components/bank/desk-table.tsx'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, requireActor } from '#app/http/actor.ts'
import { causesOf } from '#app/http/bank-desk.ts'
import { parseForm } from '#app/http/form.ts'
import { hiddenCases } from '#app/http/hidden-cases.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import {
  confirmCondition,
  confirmSchema,
  dbsSeenSchema,
  deskPerson,
  recordDbsSeen,
  takeBackConfirmation,
  takeBackSchema,
} from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { concernsAbout } from '#services/fairness/index.ts'
import { dbsLevels, dbsWords } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Somebody’s place in the bank')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const personId = pathId(args, 'personId')
  const person = orThrow(await deskPerson(ctx, personId, await hiddenCases(ctx)))
  const causes = person.suspensions.length === 0 ? {} : await causesOf(ctx, [personId])
  return {
    ...person,
    causes: causes[personId] ?? [],
    concerns: await concernsAbout(ctx, [personId]),
    dbsLevel: person.dbs.level && (dbsWords[person.dbs.level] ?? person.dbs.level),
    levels: dbsLevels.map((level) => ({ value: level, label: dbsWords[level] ?? level })),
    today: ctx.clock.today(),
  }
}

const forms = z.discriminatedUnion('intent', [
  confirmSchema.extend({ intent: z.literal('confirm') }),
  takeBackSchema.extend({ intent: z.literal('take-back') }),
  dbsSeenSchema.extend({
    intent: z.literal('dbs'),
    level: z.enum(dbsLevels, { error: 'Choose the level of the certificate' }),
  }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const personId = pathId(args, 'personId')
  const to = `/association/bank/${personId}`
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'dbs')
    return respond(args, await once(ctx, form.key, (ctx) => recordDbsSeen(ctx, personId, value)), {
      form,
      to,
      notice: ({ seenOn }) => `That you saw the certificate on ${longDate(seenOn)} is recorded.`,
    })
  const hidden = await hiddenCases(ctx)
  if (value.intent === 'take-back')
    return respond(args, await once(ctx, form.key, (ctx) => takeBackConfirmation(ctx, personId, value, hidden)), {
      form,
      to,
      notice: 'The condition stands as before, and they are told why.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => confirmCondition(ctx, personId, value, hidden)), {
    form,
    to,
    notice: 'The condition is confirmed, and they are told.',
  })
}

const stateSays = {
  active: 'In force, and nothing is in the way.',
  limited: 'In force. Some things are closed until they are mended.',
  closed: 'In force, but new work is closed until what is in the way is mended.',
  lapsed: 'Their approval has lapsed.',
  suspended: 'Not available at present.',
  outside: 'Not in the bank.',
} as const

export default function DeskPerson() {
  const person = useLoaderData<typeof loader>()
  const { id, name, state, clocks, conditions, causes, concerns, dbs, dbsLevel, levels, isOwn, mayKeep, today } = person
  const confirmForm = useForm({ confirmedOn: today }, 'confirm')
  const takeBackForm = useForm({}, 'take-back')
  const dbsForm = useForm({ seenOn: today }, 'dbs')
  const mayAct = mayKeep && !isOwn
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/association/bank">Back to the bank</BackLink>
        <FormProblems reply={confirmForm.pageReply} />
        <span className="govuk-caption-l">A place in the bank</span>
        <h1 className="govuk-heading-l">{name}</h1>
        <p className="govuk-body">{stateSays[state]}</p>
        {causes.map(({ ref, title }) => (
          <p className="govuk-body" key={ref}>
            Suspended:{' '}
            <a className="govuk-link" href={`/association/fairness/${ref}`}>
              {title}, {ref}
            </a>
          </p>
        ))}
        {concerns.length > 0 && (
          <>
            <h2 className="govuk-heading-m">Open complaints</h2>
            <div className="govuk-body">
              <Concerns concerns={concerns} />
            </div>
          </>
        )}
        <Clocks clocks={clocks} isOwn={false} />
        <Conditions
          conditions={conditions}
          form={mayAct ? confirmForm : null}
          takeBack={mayAct ? takeBackForm : null}
        />
        <h2 className="govuk-heading-m">DBS certificate</h2>
        <p className="govuk-body">
          {dbs.notNeededBecause !== null
            ? `Not needed: ${dbs.notNeededBecause}`
            : dbsLevel === null
              ? 'None recorded.'
              : `${dbsLevel}, seen by ${dbs.seenBy ?? 'somebody unknown'}.`}
        </p>
        {mayAct && (
          <Details summary="Record a certificate that you saw" open={dbsForm.isTyped}>
            <PostForm intent="dbs">
              <Radios {...dbsForm.text('level')} legend="Level" isSmall items={levels} />
              <DateInput {...dbsForm.date('seenOn')} legend="When did you see it?" />
              <Button variant="secondary" preventDoubleClick>
                Record it
              </Button>
            </PostForm>
          </Details>
        )}
        <ul className="govuk-list">
          <li>
            <a className="govuk-link" href={`/bank/${id}`}>
              Their page in the bank
            </a>
          </li>
          {mayAct && (
            <li>
              <a className="govuk-link" href={`/concerns/new?about=person&id=${id}`}>
                Ask for a review of their place, and suspend it meanwhile if it must be
              </a>
            </li>
          )}
        </ul>
      </div>
    </div>
  )
}
