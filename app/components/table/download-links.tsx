/** A table's rows as a file to keep, in either of its formats. */
export const DownloadLinks = ({ to }: { to: (format: 'csv' | 'xlsx') => string }) => (
  <>
    <a className="govuk-link" href={to('csv')}>
      Download as CSV
    </a>{' '}
    <a className="govuk-link" href={to('xlsx')}>
      Download for Excel
    </a>
  </>
)
