import { Button } from '#app/components/govuk/button.tsx'
import { PostForm } from './post-form.tsx'

type Person = { id: string; name: string; note: string }

type Props = { people: readonly Person[]; returnTo: string | null }

/** A note is "Group: what they can show"; one without a group stands under "Others". */
const groupsOf = (people: readonly Person[]) => {
  const groups = new Map<string, Person[]>()
  for (const person of people) {
    const [, group = 'Others', note = person.note] = /^([^:]+): (.+)$/s.exec(person.note) ?? []
    groups.set(group, [...(groups.get(group) ?? []), { ...person, note }])
  }
  return [...groups]
}

/** The made-up people of a demonstration, each become with one press. */
export const DemonstrationPeople = ({ people, returnTo }: Props) => (
  <section aria-labelledby="demonstration-people">
    <h2 className="govuk-heading-m" id="demonstration-people">
      Or look around as somebody
    </h2>
    <p className="govuk-body">
      This is a demonstration. These people are made up; become any of them with one press, as often as you like.
    </p>
    {groupsOf(people).map(([group, members]) => (
      <section key={group}>
        <h3 className="govuk-heading-s">{group}</h3>
        <ul className="govuk-list app-people">
          {members.map((person) => (
            <li key={person.id} className="app-people__person">
              <PostForm action="/demo/become">
                <input type="hidden" name="personId" value={person.id} />
                {returnTo !== null && <input type="hidden" name="returnTo" value={returnTo} />}
                <Button variant="secondary" className="govuk-!-margin-bottom-0">
                  {person.name}
                </Button>
              </PostForm>
              <span>{person.note}</span>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </section>
)
