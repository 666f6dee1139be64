import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import { tokens } from './tokens.ts'

export type ErrorItem = { text: ReactNode; href?: string; attributes?: Record<string, string> }

export type ErrorSummaryProps = Omit<ComponentPropsWithoutRef<'div'>, 'title'> & {
  title?: ReactNode
  description?: ReactNode
  errors?: readonly ErrorItem[]
  disableAutoFocus?: boolean
}

/**
 * Everything wrong with the form, at the top of the page, each a link to its field. Put it first in `<main>`.
 * Renders nothing when there is neither an error nor a description.
 */
export function ErrorSummary(props: ErrorSummaryProps) {
  const { title = 'There is a problem', description, errors = [], disableAutoFocus, className, ...rest } = props
  if (errors.length === 0 && !isGiven(description)) return null
  return (
    <div
      className={tokens('govuk-error-summary', className)}
      data-module="govuk-error-summary"
      data-disable-auto-focus={disableAutoFocus}
      {...rest}
    >
      <div role="alert">
        <h2 className="govuk-error-summary__title">{title}</h2>
        <div className="govuk-error-summary__body">
          {isGiven(description) && <p>{description}</p>}
          {errors.length > 0 && (
            <ul className="govuk-list govuk-error-summary__list">
              {errors.map((error, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: errors have no identity of their own
                <li key={index}>
                  {error.href ? (
                    <a href={error.href} {...error.attributes}>
                      {error.text}
                    </a>
                  ) : (
                    error.text
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}

/**
 * Field errors as a summary's list, each linking to the control whose id is the field's name.
 * `ids` says where to go when it is another, as for a date: `{ startsOn: 'startsOn-day' }`.
 */
export function errorItems(
  fields: Readonly<Record<string, string>> | undefined,
  ids: Readonly<Record<string, string>> = {},
): ErrorItem[] {
  return Object.entries(fields ?? {}).map(([field, text]) => ({ text, href: `#${ids[field] ?? field}` }))
}
