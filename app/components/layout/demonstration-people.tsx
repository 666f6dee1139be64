import { Button } from '#app/components/govuk/button.tsx'
import { capitalise } from '#services/core/words.ts'
import { PostForm } from './post-form.tsx'

type Person = { id: string; name: string; note: string }

type Props = { people: readonly Person[]; returnTo: string | null }

/** The headings, in order; a note begins with the one it stands under: "In the bank: reviewer in kind." */
const headings = ['In a service', 'In the association', 'In the bank', 'Applying to the bank', 'Outside']

/** The people under each heading, with what is left of their notes; those who name none come last. */
const groupsOf = (people: readonly Person[]) => {
  const headingOf = ({ note }: Person) => headings.find((heading) => note.startsWith(`${heading}: `)) ?? 'Others'
  return [...headings, 'Others']
    .map((heading) => ({
      heading,
      members: people
        .filter((person) => headingOf(person) === heading)
        .map((person) => ({ ...person, note: capitalise(person.note.replace(`${heading}: `, '')) })),
    }))
    .filter(({ members }) => members.length > 0)
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
    {groupsOf(people).map(({ heading, members }) => (
      <section key={heading}>
        <h3 className="govuk-heading-s">{heading}</h3>
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
