import { Meta } from '@remix-run/react'
import { Children, Fragment, isValidElement, type ReactElement } from 'react'
import { pageTitle } from './title.ts'

type Props = {
  /** The page is shown again because its form needs mending; its title then starts with "Error: ". */
  hasFaults: boolean
  /** Title of the error page shown instead of the page, if one is. */
  problemTitle: string | null
}

/** The page's own meta elements, its title saying when something is wrong. */
export const PageHead = ({ hasFaults, problemTitle }: Props) => {
  const own: ReactElement = Meta()
  const elements = Children.toArray(own.props.children).filter(isValidElement<{ children?: string }>)
  const others = elements.filter(({ type }) => type !== 'title')
  const title = elements.find(({ type }) => type === 'title')?.props.children ?? 'Critical Friend'
  const shown = problemTitle === null ? title : (pageTitle(problemTitle)[0]?.title ?? title)
  return (
    <Fragment>
      <title>{hasFaults ? `Error: ${shown}` : shown}</title>
      {others}
    </Fragment>
  )
}
