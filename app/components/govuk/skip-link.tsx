import type { ComponentPropsWithoutRef } from 'react'
import { tokens } from './tokens.ts'

/** First in `<body>`: past the header, straight to `<main id="main-content">`. */
export function SkipLink(props: ComponentPropsWithoutRef<'a'>) {
  const { className, href = '#main-content', children = 'Skip to main content', ...rest } = props
  return (
    <a href={href} className={tokens('govuk-skip-link', className)} data-module="govuk-skip-link" {...rest}>
      {children}
    </a>
  )
}
