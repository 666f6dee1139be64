import { longDate } from '#app/components/dates.ts'
import type { PublishedVersion } from '#services/conflicts/index.ts'

/** Every version of the rules, the newest first: when, by whom, why, and what it changed. */
export const RuleHistory = ({ history }: { history: readonly PublishedVersion[] }) => (
  <ol className="govuk-list" reversed>
    {history.map(({ version, reason, publishedOn, publishedBy, changes }) => (
      <li key={version}>
        <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
          Version {version}
          {publishedOn && `, in force since ${longDate(publishedOn)}`}
        </h3>
        <p className="govuk-body">
          {reason}
          {publishedBy && ` (published by ${publishedBy})`}
        </p>
        <ul className="govuk-list govuk-list--bullet">
          {changes.flatMap((rule) =>
            rule.changes.map((change) => (
              <li key={`${rule.ruleId} ${change}`}>
                {rule.title}. {change}
              </li>
            )),
          )}
        </ul>
      </li>
    ))}
  </ol>
)
