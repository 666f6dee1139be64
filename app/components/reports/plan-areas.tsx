import { dateAndTime, longDate } from '#app/components/dates.ts'
import { Details } from '#app/components/govuk/details.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'

type Update = { id: string; at: Date | string; by: string; rag: Rag; text: string }
type Rag = 'red' | 'amber' | 'green'

type Action = {
  id: string
  what: string
  ownerRole: string
  ownerName: string
  ownerAddress: string
  dueOn: string
  status: 'open' | 'done' | 'dropped'
  rag: Rag
  outcome: string | null
  updates: readonly Update[]
}

type Area = { position: number; text: string; notTakenUp: string; actions: readonly Action[] }

const ragNames = { red: 'Red', amber: 'Amber', green: 'Green' }
const ragColours = { red: 'red', amber: 'orange', green: 'green' } as const
const outcomes: Record<string, string> = {
  done: 'Done',
  moving: 'Moving',
  stuck: 'Stuck',
  no_longer: 'No longer needed',
}

/** Red, amber or green, in words as well as colour. */
export const RagTag = ({ rag }: { rag: Rag }) => <Tag colour={ragColours[rag]}>{ragNames[rag]}</Tag>

const StateTag = ({ action }: { action: Pick<Action, 'status' | 'rag'> }) => {
  if (action.status === 'done') return <Tag colour="green">Done</Tag>
  return action.status === 'dropped' ? <Tag colour="grey">Dropped</Tag> : <RagTag rag={action.rag} />
}

/** What was said of an action, the latest first. */
export const Updates = ({ updates }: { updates: readonly Update[] }) => (
  <ul className="govuk-list">
    {updates.map(({ id, at, by, rag, text }) => (
      <li key={id}>
        {dateAndTime(new Date(at))}, {by}: {ragNames[rag].toLowerCase()}. {text}
      </li>
    ))}
  </ul>
)

type Props = {
  areas: readonly Area[]
  /** Where they are changed; null for readers. */
  editAt: string | null
  showsOutcomes?: boolean
}

/** The areas of a plan, each with its actions or why it is not taken up. */
export const PlanAreas = ({ areas, editAt, showsOutcomes = false }: Props) =>
  areas.map(({ position, text, notTakenUp, actions }) => (
    <section key={position}>
      <h2 className="govuk-heading-m">
        {position}. {text}
      </h2>
      {notTakenUp !== '' && <p className="govuk-body">Not taken up, because: {notTakenUp}</p>}
      {actions.map((action) => (
        <ActionView action={action} editAt={editAt} showsOutcomes={showsOutcomes} key={action.id} />
      ))}
      {editAt !== null && (
        <p className="govuk-body app-no-print">
          <a className="govuk-link" href={`${editAt}/areas/${position}`}>
            {actions.length === 0 && notTakenUp === '' ? 'Answer it' : 'Add an action'}
            <span className="govuk-visually-hidden"> to area {position}</span>
          </a>
        </p>
      )}
    </section>
  ))

const ActionView = ({ action, editAt, showsOutcomes }: { action: Action } & Omit<Props, 'areas'>) => {
  const { id, what, ownerRole, ownerName, ownerAddress, dueOn, updates, outcome } = action
  const [latest, ...earlier] = updates
  const owner = [ownerRole, ownerName, ownerAddress].filter((part) => part !== '').join(', ')
  return (
    <div className="govuk-inset-text" id={`action-${id}`}>
      <p className="govuk-body">
        {showsOutcomes && outcome !== null ? (
          <strong>{outcomes[outcome] ?? outcome}: </strong>
        ) : (
          <StateTag action={action} />
        )}{' '}
        {what}
      </p>
      <p className="govuk-body-s">
        {owner}. By {longDate(dueOn)}.
      </p>
      {latest !== undefined && <Updates updates={[latest]} />}
      {earlier.length > 0 && (
        <Details summary="What was said before">
          <Updates updates={earlier} />
        </Details>
      )}
      {editAt !== null && (
        <p className="govuk-body app-no-print">
          <a className="govuk-link" href={`${editAt}/actions/${id}`}>
            Change it, or say how it stands<span className="govuk-visually-hidden">: {what}</span>
          </a>
        </p>
      )}
    </div>
  )
}
