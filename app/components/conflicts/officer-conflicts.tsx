import { longDate } from '#app/components/dates.ts'

type Row = { id: string; name: string; title: string; isManaged: boolean; reviewOn: string | null }

/** Conflicts of other officers that have to be managed before they act on a case, for those who may approve how. */
export const OfficerConflicts = ({ rows, at }: { rows: readonly Row[]; at: string }) =>
  rows.length > 0 && (
    <>
      <h2 className="govuk-heading-m">Conflicts of interest of officers</h2>
      <p className="govuk-body">
        They may act on this only once somebody without a conflict, like you, has said how theirs is managed.
      </p>
      <ul className="govuk-list govuk-list--bullet">
        {rows.map(({ id, name, title, isManaged, reviewOn }) => (
          <li key={id}>
            <a className="govuk-link" href={`${at}/conflicts/${id}`}>
              {name}: {title}
            </a>
            {isManaged && reviewOn ? `, managed until ${longDate(reviewOn)}` : ', not managed yet'}
          </li>
        ))}
      </ul>
    </>
  )
