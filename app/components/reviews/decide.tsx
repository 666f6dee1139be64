import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { ReviewPage } from '#services/reviews/index.ts'

type Props = {
  review: Pick<ReviewPage, 'version' | 'status'>
  board: { quorum: number; free: { personId: string; name: string }[]; aside: { name: string; why: string }[] }
  /** Offerings on what the request is about. */
  offerings: { slug: string; title: string }[]
}

/** The board's decision, for whoever of it records it: what, why, until when or to what, who took part. */
export const Decide = ({ review, board, offerings }: Props) => {
  const form = useForm({}, 'decide')
  const until = <DateInput {...form.date('deferredUntil')} legend="When does the board look again?" legendSize="s" />
  const pointed = (
    <>
      {offerings.length > 0 && (
        <Select
          {...form.text('offering')}
          label="An offering on what the request is about"
          options={[
            { text: 'None of these', value: '' },
            ...offerings.map(({ slug, title }) => ({ text: title, value: slug })),
          ]}
        />
      )}
      <Input
        {...form.text('resource')}
        label={offerings.length > 0 ? 'Or another resource' : 'Which resource?'}
        hint="What it is called and where it is found"
      />
    </>
  )
  return (
    <>
      <h2 className="govuk-heading-m">The board’s decision</h2>
      <FormProblems reply={form.reply} />
      <PostForm intent="decide" version={review.version}>
        <Radios
          {...form.text('decision')}
          legend="What does the board decide?"
          items={[
            { value: 'approved', label: 'Approve', hint: 'A scoping call comes next' },
            {
              value: 'support-approved',
              label: 'Lighter peer support, arranged here',
              hint: 'A peer or two for a day or two: no self-assessment, evidence or report. A call comes next',
            },
            ...(review.status === 'deferred'
              ? []
              : [
                  {
                    value: 'deferred',
                    label: 'Defer',
                    hint: 'The board looks at it again on a day that you name',
                    conditional: until,
                  },
                ]),
            {
              value: 'redirected',
              label: 'Point to lighter support elsewhere',
              hint: 'Say by name what would help sooner',
              conditional: pointed,
            },
            { value: 'declined', label: 'Decline', hint: 'This request ends here; the service can send another' },
          ]}
        />
        <Textarea {...form.text('reasons')} label="Reasons" hint="The service reads them. They are kept." />
        <Checkboxes
          {...form.choices('wantOfTeam')}
          items={[
            {
              value: 'yes',
              label: 'If it is put off or pointed elsewhere: it is for want of a team',
              hint: 'It then counts in the gap register, without the name of the service',
            },
          ]}
        />
        {board.free.length > 0 && (
          <Checkboxes
            {...form.choices('tookPart')}
            legend="Who else took part?"
            hint={
              board.quorum > 1
                ? `A decision takes ${board.quorum} of the board, you included. They are told that you named them.`
                : 'They are told that you named them.'
            }
            items={board.free.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
        )}
        <StoodAside aside={board.aside} />
        <Button preventDoubleClick>Record the decision</Button>
      </PostForm>
    </>
  )
}

/** "Stands aside: Ann Example (a conflict of interest)." */
const StoodAside = ({ aside }: { aside: readonly { name: string; why: string }[] }) =>
  aside.length === 0 ? null : (
    <p className="govuk-body">
      {aside.length === 1 ? 'Stands aside: ' : 'Stand aside: '}
      {aside.map(({ name, why }) => `${name} (${why})`).join('; ')}.
    </p>
  )

/** Who of the board decided, and who stood aside. */
export const DecidedBy = ({ by }: { by: ReviewPage['decidedBy'] }) =>
  by === null || by.took.length === 0 ? null : (
    <>
      <p className="govuk-body">Decided by {by.took.join(', ')}.</p>
      {by.aside.length > 0 && (
        <p className="govuk-body">Stood aside: {by.aside.map(({ name, why }) => `${name} (${why})`).join('; ')}.</p>
      )}
    </>
  )
