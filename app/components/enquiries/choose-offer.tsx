import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { HostNeed } from '#services/enquiries/index.ts'

/** The one choice among the offers, with the reason why; the others are told in the same moment. */
export const ChooseOffer = ({ need }: { need: HostNeed }) => {
  const form = useForm({}, 'choose')
  const offers = need.answers.flatMap(({ choice, ...answer }) => (choice === null ? [] : [{ choice, ...answer }]))
  if (offers.length === 0) return null
  const [only] = offers
  const typed = form.text('offer')
  return (
    <section aria-labelledby="choose">
      <h2 className="govuk-heading-m" id="choose">
        Choose an offer
      </h2>
      <PostForm intent="choose">
        <Radios
          {...typed}
          defaultValue={typed.defaultValue ?? (offers.length === 1 ? only?.choice : undefined)}
          legend="Which one do you choose?"
          legendSize="s"
          hint="The others are told kindly that you chose differently. Choosing gives you and the one you choose each other’s addresses; terms are agreed after that."
          items={offers.map(({ choice, provider, offering, total }) => ({
            value: choice,
            label: `${provider.name}: ${offering.title}`,
            hint: total === null ? 'Nothing is asked for it' : `${total} in all`,
          }))}
        />
        <CharacterCount
          {...form.text('reason')}
          label="Why this one?"
          labelSize="s"
          hint="Kept with the choice, for your own service to read."
          maxLength={1000}
          threshold={75}
          rows={3}
        />
        <Button preventDoubleClick>Choose this offer</Button>
      </PostForm>
    </section>
  )
}
