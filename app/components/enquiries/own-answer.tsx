import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { OwnAnswer } from '#services/enquiries/index.ts'
import { OfferFields, offerValues } from './offer-fields.tsx'

type Move = OwnAnswer['moves'][number]

/** A provider's answer while it is open: an offer, not sure yet, or a no. */
export const AnswerForms = ({ answer, hostName }: { answer: OwnAnswer; hostName: string }) => {
  const { moves, form: offer } = answer
  const move = (event: Move['event']) => moves.find((one) => one.event === event)
  const [yes, unsure, no] = [move('interested'), move('undecided'), move('declined')]
  if (!yes || offer === null) return no ? <Decline answer={answer} move={no} /> : null
  return (
    <section aria-labelledby="answer-them">
      <h2 className="govuk-heading-m" id="answer-them">
        Your answer to {hostName}
      </h2>
      {no && <Decline answer={answer} move={no} />}
      {unsure && <Unsure answer={answer} move={unsure} />}
      <MakeOffer answer={answer} offer={offer} move={yes} />
    </section>
  )
}

const MakeOffer = ({
  answer,
  offer,
  move,
}: {
  answer: OwnAnswer
  offer: NonNullable<OwnAnswer['form']>
  move: Move
}) => {
  const form = useForm(offerValues(offer), 'interested')
  return (
    <PostForm intent="interested" version={answer.version}>
      <input type="hidden" name="enquiry" value={answer.id} />
      <h3 className="govuk-heading-m">{move.says}</h3>
      <p className="govuk-body">{move.follows} Your offer becomes the first draft of the terms.</p>
      <CharacterCount
        {...form.text('response')}
        label="A line or two to them"
        labelSize="s"
        hint="What you can do, and what you need to know first."
        maxLength={2000}
        threshold={75}
        rows={4}
      />
      <OfferFields form={form} offer={offer} isOwn />
      <Button preventDoubleClick>Send your offer</Button>
    </PostForm>
  )
}

const Unsure = ({ answer, move }: { answer: OwnAnswer; move: Move }) => {
  const form = useForm({}, 'undecided')
  return (
    <Details summary={move.says} open={form.isTyped}>
      <PostForm intent="undecided" version={answer.version}>
        <input type="hidden" name="enquiry" value={answer.id} />
        <p className="govuk-body">{move.follows}</p>
        <CharacterCount
          {...form.text('unsure')}
          label="What it hangs on"
          labelSize="s"
          maxLength={2000}
          threshold={75}
          rows={3}
        />
        <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
          Say that you are not sure yet
        </Button>
      </PostForm>
    </Details>
  )
}

/** A no, or after a yes the offer taken back. */
export const Decline = ({ answer, move }: { answer: Pick<OwnAnswer, 'id' | 'version'>; move: Move }) => {
  const form = useForm({}, 'declined')
  return (
    <Details summary={move.says} open={form.isTyped}>
      <PostForm intent="declined" version={answer.version}>
        <input type="hidden" name="enquiry" value={answer.id} />
        <p className="govuk-body">{move.follows}</p>
        <CharacterCount {...form.text('why')} label="Why?" labelSize="s" maxLength={2000} threshold={75} rows={3} />
        <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
          {move.says === 'Take the offer back' ? 'Take it back' : 'Say no'}
        </Button>
      </PostForm>
    </Details>
  )
}
