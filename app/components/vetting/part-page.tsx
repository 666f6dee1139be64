import type { ComponentProps } from 'react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'

type Props = Omit<ComponentProps<typeof FormPage>, 'caption' | 'submit'> & {
  /** Reference of the application that this page is a part of. */
  reference: string
  submit?: string
  backHref?: string
}

/** One page of the task list: its questions, saved with one button. */
export const PartPage = ({ reference, submit = 'Save and continue', backHref, ...form }: Props) => (
  <>
    <BackLink href={backHref ?? `/apply/${reference}`} />
    <FormPage {...form} caption={`Application ${reference}`} submit={submit} />
  </>
)

/** Beside every box for free text. */
export const leaveOutChildren = 'Do not write about individual children: no names, dates of birth or record numbers.'
