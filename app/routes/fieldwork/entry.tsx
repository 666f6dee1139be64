import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime } from '#app/components/dates.ts'
import { EntryView } from '#app/components/fieldwork/fieldwork-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { Timeline } from '#app/components/moj/timeline.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathId, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  editEvidence,
  editEvidenceSchema,
  entryPage,
  evidenceWords,
  restoreEvidence,
  setAsideSchema,
  setEvidenceAside,
  sourceWords,
  versionSchema,
} from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('An entry')

export const loader = async (args: LoaderFunctionArgs) => {
  const page = orThrow(await entryPage(await requireActor(args), pathPart(args, 'ref'), pathId(args, 'id')))
  return { ...page, kinds: evidenceWords, sourceKinds: sourceWords }
}

const intents = z.discriminatedUnion('intent', [
  editEvidenceSchema.extend({ intent: z.literal('edit') }),
  setAsideSchema.extend({ intent: z.literal('set-aside') }),
  versionSchema.extend({ intent: z.literal('restore') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const id = pathId(args, 'id')
  const to = `/reviews/${ref}/evidence/${id}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  const notice = 'Saved. Findings that rest on it are open again.'
  switch (value.intent) {
    case 'edit':
      return respond(args, await once(ctx, form.key, (ctx) => editEvidence(ctx, id, value)), { form, to, notice })
    case 'set-aside':
      return respond(args, await once(ctx, form.key, (ctx) => setEvidenceAside(ctx, id, value)), { form, to, notice })
    case 'restore':
      return respond(args, await once(ctx, form.key, (ctx) => restoreEvidence(ctx, id, value.version)), {
        form,
        to,
        notice,
      })
  }
}

export default function Entry() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, entry, history, mayChange, mayRestore } = page
  const form = useForm({}, 'set-aside')
  return (
    <>
      <BackLink href={`/reviews/${ref}/evidence`}>Evidence</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">An entry</h1>
          <p className="govuk-body">{entry.placeTitle}</p>
          <EntryView reference={ref} entry={entry} />
          {mayChange && <EditForm page={page} />}
          {mayChange && (
            <Details summary="Set it aside" open={form.isTyped}>
              <PostForm intent="set-aside" version={entry.version}>
                <Input
                  {...form.text('reasons')}
                  label="Why does it not count?"
                  hint="It stays in the log, struck out, with what you say here."
                />
                <Button variant="warning" preventDoubleClick>
                  Set it aside
                </Button>
              </PostForm>
            </Details>
          )}
          {mayRestore && (
            <PostForm intent="restore" version={entry.version}>
              <Button variant="secondary" preventDoubleClick>
                Take it up again
              </Button>
            </PostForm>
          )}
          {!mayChange && !mayRestore && (
            <p className="govuk-body">
              Whoever logged it changes it until it is under a finding or its day is over. Then a co-lead does.
            </p>
          )}
          <h2 className="govuk-heading-m">What happened to it</h2>
          <Timeline
            headingLevel={3}
            events={history.map(({ id, title, at, by, note }) => ({
              id,
              title,
              by,
              dateTime: at,
              date: dateAndTime(new Date(at)),
              description: note === null ? undefined : <TypedText text={note} />,
            }))}
          />
        </div>
      </div>
    </>
  )
}

const EditForm = ({ page }: { page: ReturnType<typeof useLoaderData<typeof loader>> }) => {
  const { entry, places, sources, source, kinds, sourceKinds } = page
  const { place, kind, sourceKind, text } = entry
  const form = useForm({ place, kind, sourceKind, source, text }, 'edit')
  const named = sources.some(({ value }) => value === source)
  const from = [
    ...(named || source.startsWith('kind:') ? [] : [{ value: source, text: entry.where ?? 'As it is' }]),
    ...sources.map(({ value, label }) => ({ value, text: label })),
    { value: source.startsWith('kind:') ? source : `kind:${sourceKind}`, text: 'In no session of the programme' },
  ]
  return (
    <Details summary="Change it" open={form.isTyped}>
      <PostForm intent="edit" version={entry.version}>
        <Select
          {...form.text('place')}
          label="What is it about?"
          options={places.map(({ key, title }) => ({ value: key, text: title }))}
        />
        <Select
          {...form.text('kind')}
          label="What does it show?"
          options={Object.entries(kinds).map(([value, text]) => ({ value, text }))}
        />
        <Select {...form.text('source')} label="Where did you learn it?" options={from} />
        <Select
          {...form.text('sourceKind')}
          label="What kind of source is it?"
          options={Object.entries(sourceKinds).map(([value, text]) => ({ value, text }))}
        />
        <CharacterCount
          {...form.text('text')}
          label="What did you see, hear or read?"
          hint="Never a child’s name, date of birth or number."
          maxLength={1000}
          threshold={75}
        />
        <Button preventDoubleClick>Save the entry</Button>
      </PostForm>
    </Details>
  )
}
