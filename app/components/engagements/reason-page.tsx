import type { ReactNode } from 'react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import { EngagementCaption } from './engagement-caption.tsx'

type Props = {
  engagement: { ref: string; title: string; version: number }
  title: string
  introduction: ReactNode
  /** The one question, answered in the reader's own words. */
  question: { name: string; label: string; hint?: string; maxLength: number }
  submit: string
  isWarning?: boolean
  /** The link that leaves everything as it is. */
  leave?: string
  /** Fields that go with it unseen. */
  children?: ReactNode
}

/** A page of an engagement that asks for one reason before something happens. */
export const ReasonPage = ({
  engagement,
  title,
  introduction,
  question,
  submit,
  isWarning,
  leave,
  children,
}: Props) => {
  const form = useForm()
  const href = `/engagements/${engagement.ref}`
  const { name, ...asked } = question
  return (
    <>
      <BackLink href={href} />
      <FormPage
        form={form}
        caption={<EngagementCaption of={engagement.title} engagementRef={engagement.ref} />}
        title={title}
        introduction={introduction}
        submit={submit}
        {...(isWarning === undefined ? {} : { isWarning })}
        version={engagement.version}
        cancel={
          leave !== undefined && (
            <a className="govuk-link" href={href}>
              {leave}
            </a>
          )
        }
      >
        {children}
        <CharacterCount {...form.text(name)} labelSize="s" threshold={75} {...asked} />
      </FormPage>
    </>
  )
}
