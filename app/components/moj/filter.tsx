import { Fragment, type ReactNode } from 'react'
import { Button } from '#app/components/govuk/button.tsx'

/** A filter in force, with the address of the page without it. */
type SelectedFilter = { text: ReactNode; removeHref: string }

export type FilterProps = {
  heading?: ReactNode
  /** By category ("Region"); a category without items is left out. */
  selected?: readonly { heading: ReactNode; items: readonly SelectedFilter[] }[]
  /** The page without any filter. */
  clearHref: string
  submit?: ReactNode
  /** What the form sends besides, such as the sort: `<input type="hidden">`s. */
  hidden?: ReactNode
  /** The questions. */
  children: ReactNode
}

/** Narrows a list: a plain GET form, so that what is shown has an address to send on. */
export function Filter(props: FilterProps) {
  const { heading = 'Filter', selected = [], clearHref, submit = 'Apply filters', hidden, children } = props
  const categories = selected.filter((category) => category.items.length > 0)
  return (
    <div className="moj-filter">
      <div className="moj-filter__header">
        <h2 className="govuk-heading-m">{heading}</h2>
      </div>
      {categories.length > 0 && (
        <div className="moj-filter__selected">
          <h3 className="govuk-heading-s">Selected filters</h3>
          {categories.map((category, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a category is its place
            <Fragment key={index}>
              <h4 className="govuk-body-s govuk-!-margin-bottom-1">{category.heading}</h4>
              <ul className="moj-filter-tags">
                {category.items.map((item) => (
                  <li key={item.removeHref}>
                    <a className="moj-filter__tag" href={item.removeHref}>
                      <span className="govuk-visually-hidden">Remove this filter: </span>
                      {item.text}
                    </a>
                  </li>
                ))}
              </ul>
            </Fragment>
          ))}
          <a className="govuk-link govuk-link--no-visited-state" href={clearHref}>
            Clear filters
          </a>
        </div>
      )}
      <form className="moj-filter__options" method="get">
        {hidden}
        {children}
        <Button>{submit}</Button>
      </form>
    </div>
  )
}
