/** A table as files, with the same filters and sort: for the `tools` of a `DataTable`. `what` names it: "services". */
export function DownloadLinks({ what, csv, xlsx }: { what: string; csv: string; xlsx: string }) {
  return (
    <>
      <span>Download these {what}:</span>
      <a className="govuk-link" href={csv} download>
        CSV<span className="govuk-visually-hidden"> of these {what}</span>
      </a>
      <a className="govuk-link" href={xlsx} download>
        Excel (XLSX)<span className="govuk-visually-hidden"> of these {what}</span>
      </a>
    </>
  )
}
