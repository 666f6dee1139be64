import { type DownloadCell, toCsv, toXlsx } from '#services/core/spreadsheet.ts'

type Rows = readonly (readonly DownloadCell[])[]

/** A table as a file to keep: Excel when the URL says `?format=xlsx`, else CSV. `name` is the file's, without its ending. */
export const download = async (request: Request, name: string, rows: Rows): Promise<Response> => {
  const isXlsx = new URL(request.url).searchParams.get('format') === 'xlsx'
  const body = isXlsx ? await toXlsx(rows, 'Sheet1') : toCsv(rows)
  return new Response(Buffer.from(body), {
    headers: {
      'content-type': isXlsx
        ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        : 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.${isXlsx ? 'xlsx' : 'csv'}"`,
      'cache-control': 'no-store',
    },
  })
}

/** An Excel workbook as a file to keep. */
export const excelWorkbook = ({ bytes, name }: { bytes: Uint8Array; name: string }): Response =>
  new Response(Buffer.from(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })

/** A Word document as a file to keep. */
export const wordDocument = ({ bytes, name }: { bytes: Uint8Array; name: string }): Response =>
  new Response(Buffer.from(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
