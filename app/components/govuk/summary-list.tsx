import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import { type Gap, withoutGaps } from './gaps.ts'
import { tokens } from './tokens.ts'

type SummaryAction = {
  text: ReactNode
  href: string
  /** Says which row, for people who hear links out of context: "name". */
  hiddenText?: ReactNode
  className?: string
  attributes?: Record<string, string>
}

export type SummaryRow = {
  key: ReactNode
  value: ReactNode
  actions?: readonly SummaryAction[]
  className?: string
  keyClassName?: string
  valueClassName?: string
  actionsClassName?: string
}

type SummaryCard = {
  title?: ReactNode
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6
  actions?: readonly SummaryAction[]
  className?: string
  titleClassName?: string
  actionsClassName?: string
  attributes?: Record<string, string>
}

export type SummaryListProps = ComponentPropsWithoutRef<'dl'> & {
  rows: readonly (SummaryRow | Gap)[]
  /** Puts the list in a titled card, for one of several alike. */
  card?: SummaryCard
  hasNoBorder?: boolean
}

/** Facts and answers, each with a way to change it. */
export function SummaryList({ rows: given, card, hasNoBorder, className, ...rest }: SummaryListProps) {
  const rows = withoutGaps(given)
  const hasActions = rows.some((row) => row.actions && row.actions.length > 0)
  const list = (
    <dl className={tokens('govuk-summary-list', hasNoBorder && 'govuk-summary-list--no-border', className)} {...rest}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <Row key={index} row={row} hasActions={hasActions} cardTitle={card?.title} />
      ))}
    </dl>
  )
  return card ? <Card card={card}>{list}</Card> : list
}

function Row({ row, hasActions, cardTitle }: { row: SummaryRow; hasActions: boolean; cardTitle: ReactNode }) {
  return (
    <div
      className={tokens(
        'govuk-summary-list__row',
        hasActions && !row.actions && 'govuk-summary-list__row--no-actions',
        row.className,
      )}
    >
      <dt className={tokens('govuk-summary-list__key', row.keyClassName)}>{row.key}</dt>
      <dd className={tokens('govuk-summary-list__value', row.valueClassName)}>{row.value}</dd>
      {row.actions && row.actions.length > 0 && (
        <dd className={tokens('govuk-summary-list__actions', row.actionsClassName)}>
          {row.actions.length === 1 ? (
            row.actions.map((action) => <ActionLink key={action.href} action={action} cardTitle={cardTitle} />)
          ) : (
            <ul className="govuk-summary-list__actions-list">
              {row.actions.map((action, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two actions may share an address
                <li className="govuk-summary-list__actions-list-item" key={index}>
                  <ActionLink action={action} cardTitle={cardTitle} />
                </li>
              ))}
            </ul>
          )}
        </dd>
      )}
    </div>
  )
}

function Card({ card, children }: { card: SummaryCard; children: ReactNode }) {
  const Heading = `h${card.headingLevel ?? 2}` as const
  const actions = card.actions ?? []
  const actionsClass = tokens('govuk-summary-card__actions', card.actionsClassName)
  return (
    <div className={tokens('govuk-summary-card', card.className)} {...card.attributes}>
      <div className="govuk-summary-card__title-wrapper">
        {isGiven(card.title) && (
          <Heading className={tokens('govuk-summary-card__title', card.titleClassName)}>{card.title}</Heading>
        )}
        {actions.length === 1 && (
          <div className={actionsClass}>
            {actions.map((action) => (
              <ActionLink key={action.href} action={action} cardTitle={card.title} />
            ))}
          </div>
        )}
        {actions.length > 1 && (
          <ul className={actionsClass}>
            {actions.map((action, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two actions may share an address
              <li className="govuk-summary-card__action" key={index}>
                <ActionLink action={action} cardTitle={card.title} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="govuk-summary-card__content">{children}</div>
    </div>
  )
}

function ActionLink({ action, cardTitle }: { action: SummaryAction; cardTitle: ReactNode }) {
  return (
    <a className={tokens('govuk-link', action.className)} href={action.href} {...action.attributes}>
      {action.text}
      {(isGiven(action.hiddenText) || isGiven(cardTitle)) && (
        <span className="govuk-visually-hidden">
          {isGiven(action.hiddenText) && <> {action.hiddenText}</>}
          {isGiven(cardTitle) && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  )
}
