import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { TeamPage } from '#services/reviews/index.ts'

/** What the team lacks or breaks: accepted by name with a reason, or mended, before it is confirmed. */
export const TeamGaps = ({ page }: { page: Pick<TeamPage, 'gaps' | 'version'> }) => {
  const form = useForm({}, 'accept')
  const { gaps } = page
  if (gaps.length === 0) return null
  const open = gaps.filter(({ mayAccept }) => mayAccept)
  return (
    <section>
      <h2 className="govuk-heading-m">What this team lacks</h2>
      <WarningText>
        The team is not confirmed while it lacks or breaks any of this. Change the team, or accept it in your name: that
        is shown with the review and kept in the audit log.
      </WarningText>
      {gaps
        .filter(({ mayAccept }) => !mayAccept)
        .map(({ key, say }) => (
          <p className="govuk-body" key={key}>
            {say} Nobody may set this aside.
          </p>
        ))}
      {open.length > 0 && (
        <PostForm intent="accept" version={page.version}>
          <Checkboxes
            {...form.choices('gaps')}
            id="gaps"
            legend="I accept that"
            items={open.map(({ key, say }) => ({ value: key, label: say }))}
          />
          <Textarea {...form.text('reason')} id="gaps-reason" label="Why the team may stand like this" rows={3} />
          <Button variant="secondary" preventDoubleClick>
            Accept in my name
          </Button>
        </PostForm>
      )}
    </section>
  )
}

type Accepted = Omit<TeamPage['accepted'][number], 'reason'> & { reason: string | null }

/** What somebody accepted by name that the team does without; why, for those who may read it. */
export const AcceptedGaps = ({ accepted }: { accepted: readonly Accepted[] }) =>
  accepted.length === 0 ? null : (
    <section>
      <h2 className="govuk-heading-m">What the team does without</h2>
      <ul className="govuk-list govuk-list--bullet">
        {accepted.map(({ id, say, reason, acceptedBy, acceptedOn }) => (
          <li key={id}>
            {say} Accepted by {acceptedBy} on {longDate(acceptedOn)}
            {reason === null ? '.' : `: ${reason}`}
          </li>
        ))}
      </ul>
    </section>
  )
