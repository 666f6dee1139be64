import type { ReactNode } from 'react'
import { longDate } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { ReferenceRead } from '#services/vetting/application-case.ts'
import { Paragraphs } from './paragraphs.tsx'

type Props = {
  references: readonly ReferenceRead[]
  /** The button that sends a referee a new link, where that may be done. */
  resend?: (referenceId: string, name: string) => ReactNode
}

/** What the referees said, for those who decide. */
export const ReferenceCards = ({ references, resend }: Props) => (
  <>
    <h2 className="govuk-heading-m">References</h2>
    {references.map((reference) => (
      <section key={reference.id} className="govuk-!-margin-bottom-6">
        <h3 className="govuk-heading-s govuk-!-margin-bottom-1">{reference.name}</h3>
        <p className="govuk-hint">{reference.relation}</p>
        {reference.receivedOn === null ? (
          <>
            <p className="govuk-body">
              {reference.hasDeclined
                ? 'Cannot give a reference. The applicant is asked to name somebody else.'
                : reference.respondBy === null
                  ? 'Not asked yet'
                  : `Wanted by ${longDate(reference.respondBy)}`}
            </p>
            {resend?.(reference.id, reference.name)}
          </>
        ) : (
          <>
            <p className="govuk-body">
              {reference.isSupportive ? (
                <Tag colour="green">Supports it</Tag>
              ) : (
                <Tag colour="red">Does not support it</Tag>
              )}
            </p>
            <Paragraphs text={reference.body ?? ''} />
            <p className="govuk-hint">{longDate(reference.receivedOn)}</p>
          </>
        )}
      </section>
    ))}
  </>
)
