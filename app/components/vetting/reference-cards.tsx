import type { ReactNode } from 'react'
import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
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
      <SummaryList
        key={reference.id}
        card={{ title: reference.name, headingLevel: 3 }}
        rows={[
          { key: 'Knows them', value: reference.relation },
          reference.receivedOn === null
            ? { key: 'Answer', value: <Awaited reference={reference} resend={resend} /> }
            : {
                key: 'Answer',
                value: (
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
                ),
              },
        ]}
      />
    ))}
  </>
)

const Awaited = ({ reference, resend }: { reference: ReferenceRead; resend: Props['resend'] }) => (
  <>
    <p className="govuk-body">
      {reference.respondBy === null ? 'Not asked yet' : `Wanted by ${longDate(reference.respondBy)}`}
    </p>
    {resend?.(reference.id, reference.name)}
  </>
)
