import type { DecisionBody } from '#prisma/generated/enums.ts'
import { bodyWords } from './words.ts'

/** What the log is narrowed to. */
export type LogFilter = { body: DecisionBody | null; year: number | null; q: string; page: number }

const isBody = (body: string): body is DecisionBody => Object.hasOwn(bodyWords, body)

/** The filter that a URL asks for; what it does not know is left out. */
export const readLogFilter = (params: URLSearchParams): LogFilter => {
  const [body, year, page] = ['body', 'year', 'page'].map((name) => params.get(name) ?? '')
  return {
    body: body && isBody(body) ? body : null,
    year: /^20\d\d$/.test(year ?? '') ? Number(year) : null,
    q: (params.get('q') ?? '').trim().slice(0, 200),
    page: /^[1-9]\d{0,3}$/.test(page ?? '') ? Number(page) : 1,
  }
}
