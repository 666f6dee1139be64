import { GenericHeader } from '#app/components/govuk/generic-header.tsx'
import { productName } from '#app/components/layout/title.ts'
import { Mark } from './mark.tsx'

/** Our mark and name, leading home. Goes in `<header className="govuk-template__header">`. */
export function SiteHeader({ href = '/' }: { href?: string }) {
  return (
    <GenericHeader href={href} className="app-header">
      <Mark /> {productName}
    </GenericHeader>
  )
}
