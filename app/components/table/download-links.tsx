import type { ReactNode } from 'react'

const hidden = (of: ReactNode) => of !== undefined && <span className="govuk-visually-hidden">: {of}</span>

/** A table's rows as a file to keep, in either of its formats. `of` says which table, where a page has several. */
export const DownloadLinks = ({ to, of }: { to: (format: 'csv' | 'xlsx') => string; of?: ReactNode }) => (
  <>
    <a className="govuk-link" href={to('csv')}>
      Download as CSV{hidden(of)}
    </a>{' '}
    <a className="govuk-link" href={to('xlsx')}>
      Download for Excel{hidden(of)}
    </a>
  </>
)
