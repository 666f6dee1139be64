import type { ReactNode } from 'react'
import { longDate } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { ReferenceRead } from '#services/vetting/index.ts'
import { Paragraphs } from './paragraphs.tsx'

type Props = {
  references: readonly ReferenceRead[]
  /** The buttons that ask a referee again, where that may be done. */
  ask?: ((referenceId: string, name: string, isLinkOpen: boolean) => ReactNode) | undefined
  /** Says which are late, where it is given. */
  today?: string
}

/** What the referees said, for those who decide. */
export const ReferenceCards = ({ references, ask, today = '' }: Props) => (
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
                  : `Wanted by ${longDate(reference.respondBy)}`}{' '}
              {!reference.hasDeclined && reference.respondBy !== null && reference.respondBy < today && (
                <Tag colour="red">Late</Tag>
              )}
            </p>
            {ask?.(reference.id, reference.name, !reference.hasDeclined && (reference.respondBy ?? '') >= today)}
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
