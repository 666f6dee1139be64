import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CorrectForm, DeskLine, HoldForm, Links, WordsForm } from '#app/components/briefing/desk-forms.tsx'
import { EditorsWords } from '#app/components/briefing/issue-parts.tsx'
import { dateAndTime, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { Timeline } from '#app/components/moj/timeline.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { regionNamesByCode } from '#app/http/briefing-choices.ts'
import { parseForm, readFormData } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import {
  correctIssue,
  correctSchema,
  type DeskIssue,
  deskIssue,
  holdBack,
  holdBackSchema,
  hours,
  leaveOutLine,
  leaveOutSchema,
  markSchema,
  mostInPart,
  partSchema,
  pinLine,
  readAsked,
  restoreLine,
  writePart,
} from '#services/briefing/index.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import { rooms } from '#services/exchange.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data ? `The briefing of ${longDate(data.issue.day)}, behind the scenes` : 'Briefing')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { regions, edition } = readAsked(new URL(args.request.url).searchParams)
  const asked = { region: regions[0] ?? null, edition }
  const { goesAt, ...issue } = orThrow(await deskIssue(ctx, rooms, pathPart(args, 'day'), asked))
  return {
    issue,
    goesAt: dateAndTime(goesAt),
    names: regionNamesByCode(),
    hours,
    mostCharacters: mostInPart.characters,
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const day = pathPart(args, 'day')
  const [intent = ''] = String((await readFormData(args.request)).get('intent') ?? '').split(' ')
  const to = `/association/briefing/${day}`
  if (intent === 'write') {
    const form = await parseForm(args.request, partSchema)
    const result = form.ok ? await once(ctx, form.key, (ctx) => writePart(ctx, day, form.value)) : form
    const back = ({ region }: { region: string }) => (region === '' ? to : `${to}?${new URLSearchParams({ region })}`)
    return respond(args, result, { form, to: back, notice: 'Your words are in it.' })
  }
  if (intent === 'left-out') {
    const form = await parseForm(args.request, leaveOutSchema)
    const result = form.ok ? await once(ctx, form.key, (ctx) => leaveOutLine(ctx, day, form.value)) : form
    return respond(args, result, { form, to, notice: 'It is left out of this issue.' })
  }
  if (intent === 'held-back') {
    const form = await parseForm(args.request, holdBackSchema)
    const result = form.ok ? await once(ctx, form.key, (ctx) => holdBack(ctx, day, form.value)) : form
    return respond(args, result, { form, to, notice: 'It is held back, and goes by itself then.' })
  }
  if (intent === 'corrected') {
    const form = await parseForm(args.request, correctSchema)
    const result = form.ok ? await once(ctx, form.key, (ctx) => correctIssue(ctx, day, form.value)) : form
    return respond(args, result, { form, to, notice: 'Its page says so, and the next issue begins with it.' })
  }
  const form = await parseForm(args.request, markSchema)
  const mark = intent === 'restored' ? restoreLine : pinLine
  const result = form.ok ? await once(ctx, form.key, (ctx) => mark(ctx, day, form.value)) : form
  return respond(args, result, {
    form,
    to,
    notice: intent === 'restored' ? 'It stands as it was.' : 'It stands first.',
  })
}

export default function DeskIssuePage() {
  const { issue, goesAt, names, hours, mostCharacters } = useLoaderData<typeof loader>()
  const form = useForm()
  const { day, version, asked, sections, moves } = issue
  const isEmpty = sections.length + issue.parts.length === 0
  return (
    <>
      <BackLink href="/association/briefing">The briefing behind the scenes</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">{issue.stands}</span>
          <h1 className="govuk-heading-l">The briefing of {longDate(day)}</h1>
          <Standing issue={issue} goesAt={goesAt} />
          {issue.written.map((written) => (
            <WordsForm
              key={written.region}
              written={written}
              name={written.region === '' ? 'everybody' : (names[written.region] ?? written.region)}
              mostCharacters={mostCharacters}
            />
          ))}
          <h2 className="govuk-heading-l">
            As it {issue.copies === null ? 'would go' : 'went'} to{' '}
            {asked.region === null ? 'a reader of every region' : (names[asked.region] ?? asked.region)}
          </h2>
          <Regions issue={issue} names={names} />
          <p className="govuk-body">
            {isEmpty
              ? 'Nothing so far.'
              : `${counted(issue.words, 'word')}, ${counted(issue.minutes, 'minute')} to read. It says at most 1,200 words, and three lines a section and region.`}
          </p>
          {sections.map(({ name, heading, items, more }) => (
            <section key={name}>
              <h3 className="govuk-heading-m">{heading}</h3>
              <ul className="govuk-list govuk-list--spaced">
                {items.map((item) => (
                  <li key={item.key}>
                    <DeskLine item={item} version={version} mayMark={moves.includes('pinned')} />
                  </li>
                ))}
                {more > 0 && <li>{more} more on its page</li>}
              </ul>
            </section>
          ))}
          <EditorsWords parts={issue.parts} names={names} />
          {issue.leftOut.length > 0 && (
            <>
              <h2 className="govuk-heading-m">Left out</h2>
              <ul className="govuk-list govuk-list--spaced">
                {issue.leftOut.map(({ key, title, because }) => (
                  <li key={key}>
                    {title}: {because}
                    {moves.includes('restored') && (
                      <PostForm intent="restored" version={version}>
                        <input type="hidden" name="key" value={key} />
                        <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
                          Put it back<span className="govuk-visually-hidden">: {title}</span>
                        </Button>
                      </PostForm>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2 className="govuk-heading-m">Links</h2>
          <Links links={issue.links} />
          {moves.includes('held-back') && <HoldForm issue={issue} hours={hours} />}
          {moves.includes('corrected') && <CorrectForm version={version} />}
          <Details summary="What happened to this issue">
            <Timeline
              events={issue.history.map(({ id, title, by, at, note }) => ({
                id,
                title,
                by,
                dateTime: at,
                date: dateAndTime(new Date(at)),
                ...(note === null ? {} : { description: note }),
              }))}
              headingLevel={3}
            />
          </Details>
        </div>
      </div>
    </>
  )
}

type Shown = Omit<DeskIssue, 'goesAt'>

const Standing = ({ issue, goesAt }: { issue: Shown; goesAt: string }) => {
  const { copies, because, correction, status } = issue
  if (copies !== null)
    return (
      <p className="govuk-body">
        It went to {counted(copies.readers, 'reader')}
        {copies.waiting > 0 && `; ${copies.waiting} copies are on their way`}
        {copies.givenUp > 0 && `; ${copies.givenUp} could not be delivered`}.{' '}
        {correction !== null && `Corrected: ${correction}`}
      </p>
    )
  if (status === 'skipped') return <p className="govuk-body">{because}</p>
  return (
    <p className="govuk-body">
      It goes by itself on {goesAt}, with your words or without.{because !== null && ` Held back, because: ${because}`}
    </p>
  )
}

const Regions = ({ issue: { day, asked, isMonthly }, names }: { issue: Shown; names: Record<string, string> }) => {
  const href = (region: string | null, edition: string) => {
    const query = new URLSearchParams([
      ...(region === null ? [] : [['region', region]]),
      ...(edition === 'monthly' ? [['edition', 'month']] : []),
    ])
    return `/association/briefing/${day}${query.size === 0 ? '' : `?${query}`}`
  }
  return (
    <Details summary="See it for another region">
      <ul className="govuk-list">
        {[null, ...Object.keys(names)].map((region) => (
          <li key={region ?? 'all'}>
            <a className="govuk-link" href={href(region, asked.edition)}>
              {region === null ? 'Every region' : names[region]}
            </a>
          </li>
        ))}
        {isMonthly && (
          <li>
            <a
              className="govuk-link"
              href={href(asked.region, asked.edition === 'monthly' ? 'fortnightly' : 'monthly')}
            >
              {asked.edition === 'monthly' ? 'The fortnight' : 'The month, for those who read once a month'}
            </a>
          </li>
        )}
      </ul>
    </Details>
  )
}
