import type { Answers } from './answers.ts'
import type { Standpoint } from './standpoints.ts'

/** Who may open one page, and who may send each thing it takes (in words, as the page for the association shows them). */
export type PageAccess = {
  /** What the page is. */
  title: string
  see: Answers
  send?: Record<string, Answers>
}

/** Pages that belong together, by their path in `app/routes.ts`. */
export type Area = {
  name: string
  /** Standpoints that stand in a particular relation to what these pages are about; of the others, roles alone count. */
  related: readonly Standpoint[]
  pages: Record<string, PageAccess>
}
