import { longDate } from '#app/components/dates.ts'

type Props = { title: string; all: readonly { ref: string; title: string; finishedOn: string | null }[] }

/** Self-assessments that a service shows to this reader; nothing where there are none. */
export const ShownSelfAssessments = ({ title, all }: Props) =>
  all.length === 0 ? null : (
    <>
      <h2 className="govuk-heading-m">{title}</h2>
      <ul className="govuk-list govuk-list--bullet">
        {all.map((one) => (
          <li key={one.ref}>
            <a className="govuk-link" href={`/self-assessments/${one.ref}`}>
              {one.title}
            </a>
            {one.finishedOn !== null && `, ${longDate(one.finishedOn)}`}
          </li>
        ))}
      </ul>
    </>
  )
