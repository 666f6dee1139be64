import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import { uncapitalise } from '#services/core/words.ts'
import type { TeamPage } from '#services/reviews/index.ts'

type Person = TeamPage['proposals'][number]['members'][number]
type Marked = Pick<Person, 'personId' | 'name' | 'where' | 'verdict' | 'marks'>

/** A person with where they work and what the conflict rules say of them here. */
export const PersonLine = ({ person }: { person: Marked }) => (
  <>
    <a className="govuk-link" href={`/bank/${person.personId}`}>
      {person.name}
    </a>
    {person.where && `, ${person.where}`} {person.verdict && <Tag colour="yellow">{person.verdict}</Tag>}
  </>
)

/** How one conflict is to be managed, or that it is not so: for whoever decides. */
const Decide = ({ mark, name }: { mark: Person['marks'][number]; name: string }) => {
  const manage = useForm({}, `manage-${mark.id}`)
  const wrong = useForm({}, `false-${mark.id}`)
  return (
    <Details summary={`Decide on ${name}’s conflict`}>
      <p className="govuk-body">{mark.say}</p>
      {mark.canBeManaged && (
        <PostForm intent={`manage-${mark.id}`}>
          <input type="hidden" name="conflictId" value={mark.id} />
          <Textarea
            {...manage.text('mitigation')}
            id={`mitigation-${mark.id}`}
            label="How it will be managed"
            rows={3}
          />
          <DateInput
            {...manage.date('reviewOn')}
            id={`review-on-${mark.id}`}
            legend="When it will be looked at again"
            hint="Within twelve months"
          />
          <Button variant="secondary">Manage it</Button>
        </PostForm>
      )}
      <PostForm intent={`false-${mark.id}`}>
        <input type="hidden" name="conflictId" value={mark.id} />
        <Textarea {...wrong.text('reason')} id={`reason-${mark.id}`} label="Or: why it is not so" rows={2} />
        <Button variant="secondary">Mark as not so</Button>
      </PostForm>
      <p className="govuk-body">
        <a className="govuk-link" href={`conflicts/${mark.id}`}>
          Its rule, its facts and what was decided<span className="govuk-visually-hidden">, for {name}</span>
        </a>
      </p>
    </Details>
  )
}

/** Marks that wait for a decision, and how the others were dealt with. */
export const Marks = ({ person }: { person: Marked }) => (
  <>
    {person.marks.map((mark) =>
      mark.isManaged ? (
        <p className="govuk-body" key={mark.id}>
          {mark.say} Managed: {mark.mitigation}{' '}
          <a className="govuk-link" href={`conflicts/${mark.id}`}>
            Look at it again<span className="govuk-visually-hidden">, for {person.name}</span>
          </a>
        </p>
      ) : (
        <Decide key={mark.id} mark={mark} name={person.name} />
      ),
    )}
  </>
)

/** One proposed member: why them, and who could take their place. */
export const ProposedMember = ({ member }: { member: Person }) => (
  <li className="govuk-!-margin-bottom-4">
    <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
      <PersonLine person={member} />
    </h3>
    <p className="govuk-body-s govuk-!-margin-bottom-1">{member.role}</p>
    <ul className="govuk-list govuk-list--bullet govuk-body-s">
      {member.reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
    <Marks person={member} />
    {member.alternates.length > 0 && (
      <p className="govuk-body-s">
        Could step in:{' '}
        {member.alternates.map(({ name, say }) => `${name} (${uncapitalise(say.replace(/\.$/, ''))})`).join(', ')}.
      </p>
    )}
  </li>
)
