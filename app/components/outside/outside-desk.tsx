import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import { HandOn } from './hand-on.tsx'

/** What these forms read of a provider. */
type Page = {
  version: number
  number: { seenOn: string | null }
  words: readonly { heardOn: string | null }[]
  insurance: { seenUntil: string | null }
  moves: readonly string[]
}

/** What an administrator looked up and saw, each with its day. */
export const ChecksForm = ({ page }: { page: Page }) => {
  const { version, number, words, insurance } = page
  const form = useForm(
    {
      numberSeenOn: number.seenOn,
      wordOneOn: words[0]?.heardOn ?? null,
      wordTwoOn: words[1]?.heardOn ?? null,
      insuranceSeenUntil: insurance.seenUntil,
    },
    'checked',
  )
  return (
    <Details summary="Record what you checked" open={form.isTyped}>
      <p className="govuk-body">Leave a day empty where it is not done yet.</p>
      <PostForm intent="checked" version={version}>
        <DateInput {...form.date('numberSeenOn')} legend="When did you look its number up?" />
        <DateInput {...form.date('wordOneOn')} legend="When did you hear the first who speaks of its work?" />
        <DateInput {...form.date('wordTwoOn')} legend="When did you hear the second?" />
        <DateInput {...form.date('insuranceSeenUntil')} legend="Until when is the insurance that you saw?" />
        <Button variant="secondary" preventDoubleClick>
          Keep what was checked
        </Button>
      </PostForm>
    </Details>
  )
}

/** What the drawn assessor thinks. */
export const ViewForm = ({ version }: { version: number }) => {
  const form = useForm({}, 'viewed')
  return (
    <PostForm intent="viewed" version={version}>
      <Radios
        {...form.text('view')}
        legend="What do you think?"
        items={[
          { value: 'for', label: 'It should be approved' },
          { value: 'against', label: 'It should not be approved' },
        ]}
      />
      <Textarea {...form.text('reasons')} label="Your reasons" rows={4} />
      <Button preventDoubleClick>Record your view</Button>
    </PostForm>
  )
}

/** The decision, with what stands in the way of approving. */
export const DecideForm = ({ version, lacks }: { version: number; lacks: readonly string[] }) => {
  const form = useForm({}, 'decide')
  return (
    <>
      <h2 className="govuk-heading-m">Decide</h2>
      {lacks.length > 0 && (
        <>
          <p className="govuk-body">It cannot be approved yet:</p>
          <ul className="govuk-list govuk-list--bullet">
            {lacks.map((lack) => (
              <li key={lack}>{lack}</li>
            ))}
          </ul>
        </>
      )}
      <PostForm intent="decide" version={version}>
        <Radios
          {...form.text('decision')}
          legend="What is decided?"
          items={[
            ...(lacks.length === 0
              ? [{ value: 'approved', label: 'Approve for a year', hint: 'It is told, and asked for the fee.' }]
              : []),
            { value: 'declined', label: 'Decline', hint: 'It is told why, and owes nothing.' },
            { value: 'withdrawn', label: 'It took this back' },
          ]}
        />
        <Textarea {...form.text('reasons')} label="Reasons" hint="They are sent to it." rows={4} />
        <Button preventDoubleClick>Decide</Button>
      </PostForm>
    </>
  )
}

const later = [
  {
    intent: 'suspended',
    summary: 'Suspend it',
    button: 'Suspend',
    says: 'What it has published is paused at once. Its courses are called off that begin within ten working days; whoever has a place on a later one is told, and it is called off too where it is still suspended then.',
  },
  { intent: 'reinstated', summary: 'Reinstate it', button: 'Reinstate', says: 'It can publish again.' },
  {
    intent: 'ended',
    summary: 'End its place here',
    button: 'End it',
    says: 'What it offers leaves the catalogue, and its courses are called off.',
  },
] as const

const LaterForm = ({ version, intent, summary, button, says }: { version: number } & (typeof later)[number]) => {
  const form = useForm({}, intent)
  return (
    <Details summary={summary} open={form.isTyped}>
      <p className="govuk-body">{says} The reasons are sent to it.</p>
      <PostForm intent={intent} version={version}>
        <Textarea {...form.text('reasons')} id={`${intent}-reasons`} label="Reasons" rows={3} />
        <Button variant={intent === 'reinstated' ? 'secondary' : 'warning'} preventDoubleClick>
          {button}
        </Button>
      </PostForm>
    </Details>
  )
}

/** What an administrator does later: suspending, ending, somebody else who speaks for it. */
export const LaterForms = ({ page }: { page: Page }) => {
  const { version, moves } = page
  return (
    <>
      {later
        .filter(({ intent }) => moves.includes(intent))
        .map((one) => (
          <LaterForm key={one.intent} version={version} {...one} />
        ))}
      {moves.includes('contact-changed') && <HandOn version={version} />}
    </>
  )
}
