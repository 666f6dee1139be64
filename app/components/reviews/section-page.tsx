import type { ComponentProps } from 'react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'

type Props = Omit<ComponentProps<typeof FormPage>, 'caption' | 'submit'> & {
  /** Reference of the request that this page is a section of. */
  reference: string
  submit?: string
  backHref?: string
}

/** One page of a request's task list: its questions, saved with one button. */
export const SectionPage = ({ reference, submit = 'Save and continue', backHref, ...form }: Props) => (
  <>
    <BackLink href={backHref ?? `/reviews/${reference}/edit`} />
    <FormPage {...form} caption={`Request ${reference}`} submit={submit} />
  </>
)

/** Beside every box for free text. */
export const leaveOutChildren = 'Do not write about individual children: no names, dates of birth or record numbers.'
