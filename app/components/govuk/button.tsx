import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { tokens } from './tokens.ts'

type Look = {
  variant?: 'secondary' | 'warning' | 'inverse'
  /** The one button that begins a journey. */
  isStart?: boolean
}

export type ButtonProps = ComponentPropsWithoutRef<'button'> &
  Look & {
    /** A second click within a second is ignored: for buttons that write. */
    preventDoubleClick?: boolean
  }

/** A button; submits its form unless `type` says otherwise. */
export function Button({ variant, isStart, preventDoubleClick, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="submit"
      className={buttonClass(variant, isStart, className)}
      aria-disabled={rest.disabled ? 'true' : undefined}
      data-module="govuk-button"
      data-prevent-double-click={preventDoubleClick}
      {...rest}
    >
      {children}
      {isStart && <StartIcon />}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink(props: ComponentPropsWithoutRef<'a'> & Look & { href: string; children: ReactNode }) {
  const { variant, isStart, className, children, href, ...rest } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: GOV.UK's own markup; its script makes Space follow the link
    <a
      href={href}
      role="button"
      draggable="false"
      className={buttonClass(variant, isStart, className)}
      data-module="govuk-button"
      {...rest}
    >
      {children}
      {isStart && <StartIcon />}
    </a>
  )
}

/** Buttons and links side by side. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className="govuk-button-group">{children}</div>
}

function buttonClass(variant: Look['variant'], isStart: boolean | undefined, className: string | undefined) {
  return tokens('govuk-button', variant && `govuk-button--${variant}`, className, isStart && 'govuk-button--start')
}

function StartIcon() {
  return (
    <svg
      className="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  )
}
