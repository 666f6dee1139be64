import { isRouteErrorResponse } from '@remix-run/react'

type PageProblem = { title: string; paragraphs: string[] }

/** What an error page says, from whatever a loader, action or component threw. */
export const problemOf = (error: unknown): PageProblem => {
  if (!isRouteErrorResponse(error)) return somethingWentWrong
  const overtaken = anothersForm(error.data)
  if (overtaken !== null) return overtaken
  const why = reasonIn(error.data)
  switch (error.status) {
    case 404:
      return {
        title: 'Page not found',
        paragraphs: [
          'If you typed the web address, check it is correct. If you pasted it, check you copied all of it.',
          'If you followed a link from a message, the work it was about may have ended, or may not be shared with you.',
        ],
      }
    case 403:
      return {
        title: 'You may not do this',
        paragraphs: [
          why ?? 'This page is for somebody with a different part in the work.',
          'If you think you should be able to, check who you are signed in as, or ask the association.',
        ],
      }
    case 409:
      return {
        title: 'This has changed since you opened it',
        paragraphs: [
          why ?? 'Somebody else changed it first, so what you sent was not saved.',
          'Go back, reload the page to see how things stand now, and try again.',
        ],
      }
    case 400:
    case 405:
      return {
        title: 'We could not understand what was sent',
        paragraphs: ['Nothing has been changed. Go back to the page, reload it and try again.'],
      }
    default:
      return somethingWentWrong
  }
}

const somethingWentWrong: PageProblem = {
  title: 'Something went wrong on our side',
  paragraphs: [
    'We could not finish what you asked for. It is not your fault.',
    'Anything a page had already confirmed is safe. Go back and try again; if it keeps happening, tell the association.',
  ],
}

/** A form opened by one person and sent by another. */
const anothersForm = (data: unknown): PageProblem | null => {
  if (typeof data !== 'object' || data === null || !('signedInAs' in data) || !('isKept' in data)) return null
  const kept =
    'What was typed is kept for whoever opened it: once they sign in again here and open that page, it is there.'
  return {
    title: `You are now signed in as ${data.signedInAs}`,
    paragraphs: [
      'Somebody else was signed in when this form was opened, so it was not sent. Nothing has been changed.',
      ...(data.isKept === true ? [kept] : []),
      'To do it as yourself, open the page again. If you opened the form as somebody else, sign out and sign in as them.',
    ],
  }
}

const reasonIn = (data: unknown): string | null => {
  if (typeof data !== 'object' || data === null || !('why' in data)) return null
  return typeof data.why === 'string' ? data.why : null
}

type Props = {
  problem: PageProblem
  /** Reference to quote, when it was our fault. */
  requestId: string | null
}

export const ProblemPage = ({ problem, requestId }: Props) => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <h1 className="govuk-heading-l">{problem.title}</h1>
      {problem.paragraphs.map((paragraph) => (
        <p key={paragraph} className="govuk-body">
          {paragraph}
        </p>
      ))}
      {requestId !== null && (
        <p className="govuk-body">
          If you{' '}
          <a className="govuk-link" href="/contact">
            tell us about it
          </a>
          , give this reference: <strong>{requestId}</strong>
        </p>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href="/">
          Go to the start page
        </a>{' '}
        or{' '}
        <a className="govuk-link" href="/contact">
          write to the association
        </a>
      </p>
    </div>
  </div>
)
