import type { ReactNode } from 'react'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import type { CheckboxChoice } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { AbsentOffering, FittingOffering } from '#services/enquiries/index.ts'

const nameOf = ({ provider }: Pick<FittingOffering, 'provider'>) =>
  provider.kind === 'outside' ? `${provider.name} (outside provider)` : (provider.name ?? 'an associate in the bank')

/** An offering to ask about: whose it is, what it costs, why it fits, and whether a conflict would have to be managed. */
export const fittingChoice = (offering: FittingOffering): CheckboxChoice => ({
  value: offering.slug,
  label: (
    <>
      {offering.title}, {nameOf(offering)} {offering.hasManaged && <Tag colour="yellow">To be managed</Tag>}
    </>
  ),
  hint: (
    <>
      {offering.region} · {offering.price}
      <ul className="govuk-list govuk-list--bullet govuk-!-margin-bottom-1">
        {offering.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <a className="govuk-link" href={`/offerings/${offering.slug}`}>
        What they offer<span className="govuk-visually-hidden">: {offering.title}</span>
      </a>
    </>
  ),
})

type Absent = { absent: readonly AbsentOffering[]; who: string; query: string }

/** Offerings that are not on the list, each with why not, and a way to ask about another. */
export const AbsentOfferings = ({ absent, who, query }: Absent) => (
  <Details summary="Why somebody is not on the list" open={who !== ''}>
    {absent.length > 0 ? (
      <SummaryList
        rows={absent.map((offering) => ({
          key: `${offering.title}, ${nameOf(offering)}`,
          value: offering.bars.join(' '),
        }))}
      />
    ) : (
      <p className="govuk-body">
        {who === ''
          ? 'Everything offered on these themes is on the list.'
          : 'Nothing else in the catalogue has that in its title or its provider’s name.'}
      </p>
    )}
    <form method="get">
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <input type="hidden" key={`${name} ${value}`} name={name} value={value} />
      ))}
      <Input name="who" label="Look for an offering or a provider by name" defaultValue={who} width={20} />
      <Button variant="secondary">Say why</Button>
    </form>
  </Details>
)

/** When nothing in the catalogue fits: what to do instead. */
export const NobodyFits = ({
  summary,
  change,
  children,
}: {
  summary: ReactNode
  change: string
  children: ReactNode
}) => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <h1 className="govuk-heading-l">Nobody offers quite this at present</h1>
      {summary}
      <p className="govuk-body">
        Other themes, dates or ways may fit, and the whole catalogue is there to look through.
      </p>
      <div className="govuk-button-group">
        <ButtonLink href={change}>Change what you need</ButtonLink>
        <a className="govuk-link" href="/offerings">
          Look through the catalogue
        </a>
      </div>
      {children}
    </div>
  </div>
)
