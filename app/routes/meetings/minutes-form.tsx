import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { type FormState, useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { findMinutesForm, minutesSchema, mostDecisions, saveMinutes, sendMinutes } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Write the minutes')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await findMinutesForm(await requireActor(args), pathPart(args, 'ref'))),
  most: mostDecisions,
})

const schema = minutesSchema.extend({
  press: z.enum(['save', 'minuted', 'redrafted'], { error: 'Press one of the buttons' }),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/meetings/${ref}/minutes/edit`
  const form = await parseForm(args.request, schema)
  if (!form.ok) return respond(args, form, { form, to })
  const { press, ...minutes } = form.value
  if (press === 'save')
    return respond(args, await once(ctx, form.key, (ctx) => saveMinutes(ctx, ref, minutes)), {
      form,
      to,
      notice: 'The draft is saved. Those who convene the meeting alone read it.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => sendMinutes(ctx, ref, minutes, press)), {
    form,
    to: `/meetings/${ref}/minutes`,
    notice: 'They are sent round. Everybody who came has ten working days to object.',
  })
}

const places = (count: number) => Array.from({ length: count }, (_, at) => at)

const DecisionFields = ({ form, at }: { form: FormState; at: number }) => {
  const name = (field: string) => `decisions[${at}].${field}`
  return (
    <>
      <Input {...form.text(name('title'))} label="Title" labelSize="s" hint="At most 70 characters." />
      <Textarea {...form.text(name('decided'))} label="What was decided" labelSize="s" rows={2} />
      <Textarea {...form.text(name('reasons'))} label="Reasons" labelSize="s" rows={2} />
      <Textarea
        {...form.text(name('alternatives'))}
        label="What was considered and rejected"
        labelSize="s"
        hint="Where nothing was, say so."
        rows={2}
      />
      <Textarea
        {...form.text(name('conflicts'))}
        label="Conflicts of interest declared"
        labelSize="s"
        hint="By role, without names. Where none was, say so."
        rows={2}
      />
      <DateInput {...form.date(name('reviewOn'))} legend="Looked at again on" legendSize="s" hint="If it is." />
    </>
  )
}

export default function MinutesForm() {
  const { ref, title, version, event, notes, decisions, hasPeople, most } = useLoaderData<typeof loader>()
  const form = useForm({
    ...Object.fromEntries(notes.flatMap((note, at) => [[`notes[${at}].text`, note.text]])),
    ...Object.fromEntries(
      decisions.flatMap((decision, at) =>
        Object.entries(decision).map(([name, value]) => [`decisions[${at}].${name}`, value]),
      ),
    ),
  })
  const isFilled = (at: number) =>
    (form.text(`decisions[${at}].title`).defaultValue ?? '') !== '' ||
    ['title', 'decided', 'reasons', 'alternatives', 'conflicts'].some(
      (field) => form.text(`decisions[${at}].${field}`).error !== undefined,
    )
  return (
    <>
      <BackLink href={`/meetings/${ref}`}>The meeting</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {title}, {ref}
          </span>
          <h1 className="govuk-heading-l">Write the minutes</h1>
          {!hasPeople && (
            <InsetText>
              <a className="govuk-link" href={`/meetings/${ref}/people`}>
                Say first who came
              </a>
              : they are the ones who agree the minutes.
            </InsetText>
          )}
          <p className="govuk-body">
            Every member reads them once they are agreed. Name no case, and nobody outside. Leave out what was not
            talked about.
          </p>
          <PostForm version={version}>
            {notes.map((note, at) => (
              <div key={note.title}>
                <input type="hidden" name={`notes[${at}].title`} value={note.title} />
                <Textarea {...form.text(`notes[${at}].text`)} label={note.title} labelSize="s" rows={4} />
              </div>
            ))}
            <h2 className="govuk-heading-m">What was decided</h2>
            <p className="govuk-body">It goes to the decision log when the minutes are published.</p>
            {places(most).map((at) => (
              <Details key={at} summary={`Decision ${at + 1}`} open={at === 0 || isFilled(at)}>
                <DecisionFields form={form} at={at} />
              </Details>
            ))}
            <div className="govuk-button-group">
              <Button name="press" value={event} preventDoubleClick>
                {event === 'minuted' ? 'Send the minutes round' : 'Send the changed minutes round'}
              </Button>
              <Button name="press" value="save" variant="secondary" preventDoubleClick>
                Save the draft
              </Button>
            </div>
          </PostForm>
        </div>
      </div>
    </>
  )
}
