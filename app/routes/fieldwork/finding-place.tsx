import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { EntryView, entryChoice, YoungVoices } from '#app/components/fieldwork/fieldwork-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { listed } from '#services/core/words.ts'
import {
  agreeFinding,
  agreeFindingSchema,
  changeFinding,
  changeFindingSchema,
  draftFinding,
  draftFindingSchema,
  dropFinding,
  findingPlacePage,
  findingWords,
  setAsideSchema,
} from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('Findings')

export const loader = async (args: LoaderFunctionArgs) => {
  const { searchParams } = new URL(args.request.url)
  const page = orThrow(await findingPlacePage(await requireActor(args), pathPart(args, 'ref'), pathPart(args, 'place')))
  return {
    ...page,
    picked: searchParams.getAll('entry').slice(0, 200),
    editing: searchParams.get('change'),
    kinds: findingWords,
  }
}

const ofFinding = { findingId: z.uuid() }

const intents = z.discriminatedUnion('intent', [
  draftFindingSchema.extend({ intent: z.literal('draft') }),
  changeFindingSchema.extend({ intent: z.literal('change'), ...ofFinding }),
  agreeFindingSchema.extend({ intent: z.literal('agree'), ...ofFinding }),
  setAsideSchema.extend({ intent: z.literal('drop'), ...ofFinding }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/reviews/${ref}/findings/${pathPart(args, 'place')}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'draft':
      return respond(args, await once(ctx, form.key, (ctx) => draftFinding(ctx, ref, value)), {
        form,
        to,
        notice: 'The finding is drafted. All who co-lead agree to it next.',
      })
    case 'change':
      return respond(args, await once(ctx, form.key, (ctx) => changeFinding(ctx, value.findingId, value)), {
        form,
        to,
        notice: 'The finding is saved. All who co-lead agree to it as it stands now.',
      })
    case 'agree':
      return respond(args, await once(ctx, form.key, (ctx) => agreeFinding(ctx, ref, value.findingId, value)), {
        form,
        to,
        notice: 'You have agreed to it.',
      })
    case 'drop':
      return respond(args, await once(ctx, form.key, (ctx) => dropFinding(ctx, value.findingId, value)), {
        form,
        to,
        notice: 'The finding is dropped.',
      })
  }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>
type Finding = Page['findings'][number]

export default function FindingPlace() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, place, findings, mayWrite, entries } = page
  const form = useForm()
  const loose = entries.filter(
    ({ id, isSetAside }) =>
      !isSetAside && !findings.some(({ restsOn, against }) => [...restsOn, ...against].includes(id)),
  )
  return (
    <>
      <BackLink href={`/reviews/${ref}/findings`}>Findings</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">{place.title}</h1>
          {page.young && <YoungVoices voices={page.young} />}
          {findings.length === 0 && <p className="govuk-body">There is no finding here yet.</p>}
          {findings.map((finding) => (
            <FindingView key={finding.id} page={page} finding={finding} />
          ))}
          {mayWrite && page.editing === null && (
            <section aria-labelledby="new-finding">
              <h2 className="govuk-heading-m" id="new-finding">
                Draft a finding
              </h2>
              <FindingForm page={page} finding={null} />
            </section>
          )}
          {!mayWrite && loose.length > 0 && (
            <>
              <h2 className="govuk-heading-m">Entries under no finding</h2>
              {loose.map((entry) => (
                <EntryView key={entry.id} reference={ref} entry={entry} />
              ))}
            </>
          )}
        </div>
      </div>
    </>
  )
}

const FindingView = ({ page, finding }: { page: Page; finding: Finding }) => {
  const { ref, place, entries, mayWrite, editing } = page
  const drop = useForm({}, 'drop')
  const own = (ids: readonly string[]) => entries.filter(({ id }) => ids.includes(id))
  if (editing === finding.id && mayWrite) {
    return (
      <section aria-label={`Change “${finding.title}”`}>
        <FindingForm page={page} finding={finding} />
      </section>
    )
  }
  return (
    <section className="app-finding" aria-labelledby={`finding-${finding.id}`}>
      <h2 className="govuk-heading-m" id={`finding-${finding.id}`}>
        {finding.title || finding.kindWords}
      </h2>
      <p className="govuk-body">
        {finding.kindWords}{' '}
        {finding.isAgreed ? <Tag colour="green">Agreed</Tag> : <Tag colour="yellow">Not agreed yet</Tag>}
      </p>
      <TypedText text={finding.text} />
      {finding.whyDespite !== '' && (
        <p className="govuk-body">Although something speaks against it: {finding.whyDespite}</p>
      )}
      {finding.whyNoChildren !== '' && <p className="govuk-body">Why no child was heard: {finding.whyNoChildren}</p>}
      {finding.earlierSources.length > 0 && <p className="govuk-hint">Rests on: {finding.earlierSources.join('; ')}</p>}
      {finding.restsOn.length + finding.against.length > 0 && (
        <Details summary={`What it rests on: ${finding.restsOn.length + finding.against.length}`}>
          {own(finding.restsOn).map((entry) => (
            <EntryView key={entry.id} reference={ref} entry={entry} />
          ))}
          {finding.against.length > 0 && <h3 className="govuk-heading-s">What speaks against it</h3>}
          {own(finding.against).map((entry) => (
            <EntryView key={entry.id} reference={ref} entry={entry} />
          ))}
        </Details>
      )}
      {!finding.isAgreed && finding.lacks.length > 0 && (
        <ul className="govuk-list govuk-list--bullet">
          {finding.lacks.map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      )}
      {!finding.isAgreed && finding.lacks.length === 0 && (
        <p className="govuk-body">
          {finding.agreedBy.length > 0 && `${listed(finding.agreedBy)} agreed. `}
          It waits for {listed(finding.waitsFor)}.
        </p>
      )}
      {mayWrite && (
        <div className="govuk-button-group app-no-print">
          {finding.mayAgree && finding.lacks.length === 0 && (
            <PostForm intent="agree">
              <input type="hidden" name="findingId" value={finding.id} />
              <input type="hidden" name="edition" value={finding.edition} />
              <Button preventDoubleClick>
                Agree to it<span className="govuk-visually-hidden">: {finding.title}</span>
              </Button>
            </PostForm>
          )}
          <a className="govuk-link" href={`/reviews/${ref}/findings/${place.key}?change=${finding.id}`}>
            Change<span className="govuk-visually-hidden"> {finding.title}</span>
          </a>
        </div>
      )}
      {mayWrite && (
        <Details summary={`Drop “${finding.title}”`}>
          <PostForm intent="drop" version={finding.version}>
            <input type="hidden" name="findingId" value={finding.id} />
            <Input
              {...drop.text('reasons')}
              id={`drop-${finding.id}`}
              label="Why does the team not hold it any more?"
            />
            <Button variant="warning" preventDoubleClick>
              Drop it
            </Button>
          </PostForm>
        </Details>
      )}
    </section>
  )
}

const FindingForm = ({ page, finding }: { page: Page; finding: Finding | null }) => {
  const { ref, place, entries, isVoiceOfTheChild, picked, kinds } = page
  const form = useForm(
    finding
      ? { ...pick(finding), entries: finding.restsOn, against: finding.against }
      : { kind: 'area', entries: picked },
    finding ? 'change' : 'draft',
  )
  const choices = entries.filter(({ isSetAside, id }) => !isSetAside || finding?.restsOn.includes(id)).map(entryChoice)
  return (
    <PostForm intent={finding ? 'change' : 'draft'} {...(finding ? { version: finding.version } : {})}>
      <input type="hidden" name="place" value={place.key} />
      {finding && <input type="hidden" name="findingId" value={finding.id} />}
      <Radios
        {...form.text('kind')}
        legend="What is it?"
        legendSize="s"
        items={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
      />
      <Input {...form.text('title')} label="Title" hint="A few words that somebody remembers." />
      <CharacterCount
        {...form.text('text')}
        label="The finding"
        hint={leaveOutChildren}
        rows={6}
        maxLength={4000}
        threshold={75}
      />
      {choices.length === 0 ? (
        <p className="govuk-body">
          Nothing is logged here yet.{' '}
          <a className="govuk-link" href={`/reviews/${ref}/evidence/add`}>
            Log evidence
          </a>
        </p>
      ) : (
        <>
          <Checkboxes
            {...form.choices('entries')}
            legend="What does it rest on?"
            legendSize="s"
            isSmall
            items={choices}
          />
          <Details summary="Does something speak against it?" open={form.isTyped || (finding?.against.length ?? 0) > 0}>
            <Checkboxes
              {...form.choices('against')}
              legend="What speaks against it?"
              legendSize="s"
              isSmall
              items={choices}
            />
            <Textarea {...form.text('whyDespite')} label="Why does the finding stand all the same?" rows={2} />
          </Details>
        </>
      )}
      {isVoiceOfTheChild && (
        <Textarea
          {...form.text('whyNoChildren')}
          label="Why no child or carer was heard, if none was"
          hint="Leave it empty where such an entry is under the finding."
          rows={2}
        />
      )}
      <div className="govuk-button-group">
        <Button preventDoubleClick>{finding ? 'Save the finding' : 'Draft the finding'}</Button>
        {finding && (
          <a className="govuk-link" href={`/reviews/${ref}/findings/${place.key}`}>
            Cancel
          </a>
        )}
      </div>
    </PostForm>
  )
}

const pick = ({ kind, title, text, whyDespite, whyNoChildren }: Finding) => ({
  kind,
  title,
  text,
  whyDespite,
  whyNoChildren,
})
