import type { ReactNode } from 'react'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { ErrorSummary, errorItems } from '#app/components/govuk/error-summary.tsx'
import { NotificationBanner } from '#app/components/govuk/notification-banner.tsx'
import type { FormReply, FormValues } from './form-reply.ts'
import { PostForm } from './post-form.tsx'
import type { FormState } from './use-form.ts'
import { typedDate, wrongParts } from './wrong-date.ts'

type Props = {
  form: FormState
  title: string
  /** What this page is part of, above the title. */
  caption?: ReactNode
  /** Under the title, before the questions. */
  introduction?: ReactNode
  /** What the button says: the verb of what it does. */
  submit: string
  isWarning?: boolean
  /** Beside the button: a link that leaves without changing anything. */
  cancel?: ReactNode
  action?: string
  version?: number
  hasFiles?: boolean
  children?: ReactNode
}

/** A page that is one form: what is wrong with it, its title, its questions, its button. */
export const FormPage = (props: Props) => {
  const { form, title, caption, introduction, submit, isWarning, cancel, children, ...sending } = props
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.pageReply} />
        {caption !== undefined && <span className="govuk-caption-l">{caption}</span>}
        <h1 className="govuk-heading-l">{title}</h1>
        {introduction}
        <PostForm intent={form.intent} {...sending}>
          {children}
          <div className="govuk-button-group">
            <Button variant={isWarning ? 'warning' : undefined} preventDoubleClick>
              {submit}
            </Button>
            {cancel}
          </div>
        </PostForm>
      </div>
    </div>
  )
}

/** What somebody wrote in their own words, to take with them: the form it stood in may not be there any more. */
const Typed = ({ values }: { values: FormValues }) => {
  const texts = Object.values(values)
    .flat()
    .filter((text) => /\S\s+\S/.test(text))
  if (texts.length === 0) return null
  return (
    <Details summary="What you typed">
      {texts.map((text) => (
        <p className="govuk-body app-kept-line-breaks" key={text}>
          {text}
        </p>
      ))}
    </Details>
  )
}

/** What stands in a form's way: first in the page, above its title. */
export const FormProblems = ({ reply }: { reply: FormReply | undefined }) => {
  if (!reply) return null
  const { errors, banner, values } = reply
  const dates = Object.keys(errors).filter((name) => `${name}-day` in values)
  const ids = Object.fromEntries(
    dates.map((name) => [name, `${name}-${wrongParts(typedDate(values, name), errors[name])[0] ?? 'day'}`]),
  )
  const { '': wholeForm, ...fields } = errors
  return (
    <>
      {banner !== null && (
        <NotificationBanner title={banner.kind === 'stale' ? 'This has changed' : 'This cannot be done'}>
          <p className="govuk-notification-banner__heading">{banner.why}</p>
          <p className="govuk-body">Nothing was saved. What you typed is kept.</p>
          <Typed values={values} />
        </NotificationBanner>
      )}
      <ErrorSummary description={wholeForm} errors={errorItems(fields, ids)} />
    </>
  )
}
