import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { timeKindChoices } from './time-kinds.ts'

/** One line for a coordinator's time, on the page where they worked; it comes back there. */
export const TimeLine = ({
  about,
  kind,
}: {
  about: string
  kind: 'meeting' | 'sense_check' | 'matching' | 'chasing'
}) => (
  <Details summary="Log your time for this" className="app-no-print">
    <PostForm action="/association/time" intent="log">
      <input type="hidden" name="about" value={about} />
      <Select name="kind" label="What was it?" defaultValue={kind} options={timeKindChoices} />
      <Input name="minutes" label="Minutes" width={4} inputMode="numeric" />
      <Button variant="secondary" preventDoubleClick>
        Log it
      </Button>
      <p className="govuk-body-s">
        It stands in the ledger as given to the association, without what it was about.{' '}
        <a className="govuk-link" href="/association/time">
          What you logged
        </a>
      </p>
    </PostForm>
  </Details>
)
