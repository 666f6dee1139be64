import { dateAndTime } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { DeskIssue } from '#services/briefing/index.ts'
import { IssueLine } from './issue-parts.tsx'

type Item = DeskIssue['sections'][number]['items'][number]

/** A line as it would go, with what its editor can do with it folded under it. */
export const DeskLine = ({ item, version, mayMark }: { item: Item; version: number; mayMark: boolean }) => {
  const leaveOut = useForm({}, `left-out ${item.key}`)
  return (
    <>
      <IssueLine title={item.title} line={item.line} path={item.path} />
      {mayMark && (
        <Details
          summary={
            <>
              {item.isFirst ? 'Stands first' : 'Put first or leave out'}
              <span className="govuk-visually-hidden">: {item.title}</span>
            </>
          }
          className="govuk-!-margin-bottom-2"
          open={leaveOut.isTyped}
        >
          <PostForm intent={item.isFirst ? 'restored' : 'pinned'} version={version}>
            <input type="hidden" name="key" value={item.key} />
            <Button variant="secondary" preventDoubleClick>
              {item.isFirst ? 'As it was' : 'Put it first'}
            </Button>
          </PostForm>
          <PostForm intent={`left-out ${item.key}`} version={version}>
            <input type="hidden" name="key" value={item.key} />
            <Input
              {...leaveOut.text('reason')}
              id={leaveOut.reply ? 'reason' : `reason-${item.key.replace(':', '-')}`}
              label="Why is it left out?"
            />
            <Button variant="secondary" preventDoubleClick>
              Leave it out
            </Button>
          </PostForm>
        </Details>
      )}
    </>
  )
}

/** What somebody may write in an issue, for everybody or for a region. */
export const WordsForm = ({
  written,
  name,
  mostCharacters,
}: {
  written: DeskIssue['written'][number]
  name: string
  mostCharacters: number
}) => {
  const { region, text, version, savedBy } = written
  const form = useForm({ text }, `write ${region}`)
  return (
    <PostForm intent={`write ${region}`} version={version}>
      <input type="hidden" name="region" value={region} />
      <CharacterCount
        {...form.text('text')}
        id={form.reply ? 'text' : `text-${region.toLowerCase().replaceAll(' ', '-') || 'everybody'}`}
        label={`Your words for ${name}`}
        labelSize="s"
        hint={`A little Markdown. Say of each link what it is and how long it takes: [Audit guide (report, 10 minutes)](https://…)${savedBy === null ? '' : `. Last written by ${savedBy}.`}`}
        maxLength={mostCharacters}
        rows={8}
      />
      <Button preventDoubleClick>Save</Button>
    </PostForm>
  )
}

/** Holds an issue back, with a reason that everybody reads. */
export const HoldForm = ({ issue, hours }: { issue: Pick<DeskIssue, 'day' | 'version'>; hours: readonly string[] }) => {
  const form = useForm({ on: issue.day, at: '12:00' }, 'held-back')
  return (
    <Details summary="Hold it back" open={form.isTyped}>
      <PostForm intent="held-back" version={issue.version}>
        <Input {...form.text('reason')} id={form.reply ? 'reason' : 'hold-reason'} label="Why? Everybody reads it" />
        <DateInput {...form.date('on')} legend="The day it goes" legendSize="s" hint="At most three days later" />
        <Select {...form.text('at')} label="At" options={hours.map((hour) => ({ value: hour, text: hour }))} />
        <Button variant="warning" preventDoubleClick>
          Hold it back
        </Button>
      </PostForm>
    </Details>
  )
}

/** Says what was wrong in an issue that went. */
export const CorrectForm = ({ version }: { version: number }) => {
  const form = useForm({}, 'corrected')
  return (
    <Details summary="Correct it" open={form.isTyped}>
      <PostForm intent="corrected" version={version}>
        <CharacterCount
          {...form.text('reason')}
          id={form.reply ? 'reason' : 'correct-reason'}
          label="What was wrong, and what is right?"
          hint="Its page says it, and the next issue begins with it. An issue is corrected once."
          maxLength={600}
          rows={3}
        />
        <Checkboxes
          {...form.choices('isHarmful')}
          legend="Could it do harm before the next issue?"
          legendSize="s"
          items={[{ value: 'yes', label: 'Yes: write to every reader now' }]}
        />
        <Button variant="warning" preventDoubleClick>
          Correct it
        </Button>
      </PostForm>
    </Details>
  )
}

/** What each link answered when it was asked last. */
export const Links = ({ links }: { links: { answers: readonly Answer[]; failing: readonly Answer[] } }) => {
  const [first] = links.answers
  if (!first)
    return <p className="govuk-body">Links are asked through the last day before it goes. None was asked yet.</p>
  const unknown = links.answers.filter(({ status }) => status === null)
  return (
    <>
      <p className="govuk-body">
        {links.answers.length} links were asked on {dateAndTime(new Date(first.at))}.{' '}
        {links.failing.length + unknown.length === 0 && 'All answer.'}
      </p>
      {links.failing.length > 0 && (
        <>
          <p className="govuk-body">These do not answer. Lines that lead there do not go.</p>
          <LinkList answers={links.failing} />
        </>
      )}
      {unknown.length > 0 && (
        <>
          <p className="govuk-body">These could not be reached from here. Try them yourself; they go.</p>
          <LinkList answers={unknown} />
        </>
      )}
    </>
  )
}
type Answer = { to: string; status: number | null; at: string }

const LinkList = ({ answers }: { answers: readonly Answer[] }) => (
  <ul className="govuk-list govuk-list--bullet">
    {answers.map(({ to, status }) => (
      <li key={to}>
        {to}
        {status !== null && ` (${status})`}
      </li>
    ))}
  </ul>
)
