import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { WorkPage } from '#services/decisions/index.ts'

type Props = { page: Pick<WorkPage, 'ref' | 'version' | 'events' | 'lacks' | 'later'> }

/** What can be done with a decision now: the next press first, the rest folded. */
export const WorkForms = ({ page: { ref, version, events, lacks, later } }: Props) => {
  const drop = useForm({}, 'drop')
  const keep = useForm({}, 'keep')
  const replace = useForm({}, 'replace')
  const edit = events.includes('rewritten') || events.includes('corrected')
  return (
    <>
      <div className="govuk-button-group">
        {events.includes('published') && lacks.length === 0 && (
          <PostForm intent="publish" version={version}>
            <Button preventDoubleClick>Publish it</Button>
          </PostForm>
        )}
        {edit && (
          <ButtonLink
            href={`/association/decisions/${ref}/edit`}
            variant={lacks.length === 0 ? 'secondary' : undefined}
          >
            {events.includes('corrected') ? 'Correct it' : 'Complete the draft'}
          </ButtonLink>
        )}
      </div>
      {events.includes('kept') && (
        <Details summary="It was reviewed and stays" open={keep.isTyped}>
          <PostForm intent="keep" version={version}>
            <CharacterCount
              {...keep.text('kept')}
              label="Why does it stay as it is?"
              labelSize="s"
              hint="Everybody reads it."
              maxLength={1000}
              rows={3}
            />
            <DateInput {...keep.date('reviewOn')} legend="When is it to be reviewed again? (optional)" legendSize="s" />
            <Button preventDoubleClick>Keep it as it is</Button>
          </PostForm>
        </Details>
      )}
      {events.includes('replaced') && (
        <Details summary="A later decision stands in its place" open={replace.isTyped}>
          {later.length === 0 ? (
            <p className="govuk-body">There is no later decision in force. Write it down and publish it first.</p>
          ) : (
            <PostForm intent="replace" version={version}>
              <Select
                {...replace.text('later')}
                label="Which one?"
                options={[
                  { value: '', text: 'Choose a decision' },
                  ...later.map(({ value, label }) => ({ value, text: label })),
                ]}
              />
              <CharacterCount
                {...replace.text('replaced')}
                label="Why is it replaced?"
                labelSize="s"
                hint="Everybody reads it."
                maxLength={1000}
                rows={3}
              />
              <Button preventDoubleClick>Replace it by the later decision</Button>
            </PostForm>
          )}
        </Details>
      )}
      {events.includes('dropped') && (
        <Details summary="Do not publish it" open={drop.isTyped}>
          <PostForm intent="drop" version={version}>
            <CharacterCount
              {...drop.text('reason')}
              label="Why is it not published?"
              labelSize="s"
              hint="Those who hold an office read it."
              maxLength={1000}
              rows={3}
            />
            <Button variant="warning" preventDoubleClick>
              Do not publish it
            </Button>
          </PostForm>
        </Details>
      )}
    </>
  )
}
