import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { EnquiryPage } from '#services/offerings/find-enquiry.ts'

/** What the service that asked can do: choose, choose another, withdraw. */
export const ChooseForm = ({ enquiry }: { enquiry: EnquiryPage }) => {
  const { moves, version, others, provider } = enquiry
  const form = useForm({}, 'choose')
  const open = (event: string) => moves.find((move) => move.event === event)
  const [choose, another, withdraw] = [open('chosen'), open('not-chosen'), open('withdrawn')]
  return (
    <>
      {choose && (
        <section aria-labelledby="choose">
          <h2 className="govuk-heading-m" id="choose">
            Choose {provider.name}?
          </h2>
          <PostForm intent="choose" version={version}>
            <p className="govuk-body">{choose.follows}</p>
            {others.length > 0 && (
              <Checkboxes
                {...form.choices('others')}
                legend="Does this answer other enquiries of your service?"
                legendSize="s"
                hint="Those you tick are closed, and their providers are told that you chose differently."
                items={others.map(({ ref, title, provider }) => ({
                  value: ref,
                  label: `${title}, ${provider} (${ref})`,
                }))}
              />
            )}
            <Button preventDoubleClick>{choose.says}</Button>
          </PostForm>
        </section>
      )}
      {choose && another && (
        <Folded summary="You take up another offer" intent="decline" version={version} {...another} />
      )}
      {!choose && withdraw && (
        <Folded summary="You need no answer any more" intent="withdraw" version={version} {...withdraw} />
      )}
    </>
  )
}

type FoldedProps = { summary: string; intent: string; version: number; says: string; follows: string }

const Folded = ({ summary, intent, version, says, follows }: FoldedProps) => (
  <Details summary={summary}>
    <PostForm intent={intent} version={version}>
      <p className="govuk-body">{follows}</p>
      <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
        {says}
      </Button>
    </PostForm>
  </Details>
)
