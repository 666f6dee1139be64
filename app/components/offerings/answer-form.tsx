import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { EnquiryPage } from '#services/offerings/find-enquiry.ts'

const answers: readonly string[] = ['interested', 'undecided', 'declined']

/** The provider's answer: one of those its state allows, with a line or two. */
export const AnswerForm = ({ enquiry }: { enquiry: EnquiryPage }) => {
  const { moves, version, offering, host } = enquiry
  const form = useForm({}, 'answer')
  const open = moves.filter(({ event }) => answers.includes(event))
  const [only] = open
  if (only && open.length === 1) return <TakeBack says={only.says} follows={only.follows} version={version} />
  const isAboutQuote = offering.isPriced && open.some(({ event }) => event === 'interested')
  if (open.length === 0) return null
  return (
    <section aria-labelledby="answer-them">
      <h2 className="govuk-heading-m" id="answer-them">
        Your answer to {host.name}
      </h2>
      <PostForm intent="answer" version={version}>
        <Radios
          {...form.text('answer')}
          legend="Can you help?"
          legendSize="s"
          items={open.map(({ event, says, follows }) => ({ value: event, label: says, hint: follows }))}
        />
        {isAboutQuote && (
          <Input
            {...form.text('quote')}
            label="Your quote"
            labelSize="s"
            hint={`If you can help: what it costs in all, in pounds. You offer it at: ${offering.price}.`}
            prefix="£"
            width={5}
            inputMode="decimal"
            spellCheck={false}
          />
        )}
        <CharacterCount
          {...form.text('response')}
          label="A line or two to them"
          labelSize="s"
          hint="What you can do and when, what you need to know first, or why you cannot help."
          maxLength={2000}
          threshold={75}
        />
        <Button preventDoubleClick>Send answer</Button>
      </PostForm>
    </section>
  )
}

/** After a yes: the same answer as a no, with why. */
const TakeBack = ({ says, follows, version }: { says: string; follows: string; version: number }) => {
  const form = useForm({}, 'answer')
  return (
    <Details summary="Take your offer back" open={form.isTyped}>
      <PostForm intent="answer" version={version}>
        <input type="hidden" name="answer" value="declined" />
        <p className="govuk-body">{follows}</p>
        <CharacterCount
          {...form.text('response')}
          label="Why?"
          labelSize="s"
          maxLength={2000}
          threshold={75}
          rows={3}
        />
        <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
          {says}
        </Button>
      </PostForm>
    </Details>
  )
}
