import type { ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import { tokens } from './tokens.ts'

export type Choice = {
  value: string
  label: ReactNode
  hint?: ReactNode
  /** Defaults to the group's id, numbered from the second choice on. */
  id?: string
  /** Overrides what the group's default says. */
  isChecked?: boolean
  disabled?: boolean
  /** Asked only when this choice is picked; always shown without JavaScript. */
  conditional?: ReactNode
  labelClassName?: string
  /** Attributes of the `<input>`, such as `data-*`. */
  attributes?: Record<string, string>
}

export type Divider = { divider: string }

/** The first choice takes the bare id, so that an error summary's link to the group lands on it. */
export const choiceId = (idPrefix: string, index: number) => (index === 0 ? idPrefix : `${idPrefix}-${index + 1}`)

type Props = {
  kind: 'radios' | 'checkboxes'
  choice: Choice
  id: string
  name: string
  isChecked: boolean
  describedBy?: string
  behaviour?: 'exclusive'
}

/** One radio or checkbox with its label, hint and conditional question. */
export function ChoiceItem({ kind, choice, id, name, isChecked, describedBy, behaviour }: Props) {
  const hasHint = isGiven(choice.hint)
  const hintId = `${id}-item-hint`
  const hasConditional = isGiven(choice.conditional)
  return (
    <>
      <div className={`govuk-${kind}__item`}>
        <input
          className={`govuk-${kind}__input`}
          id={id}
          name={name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={choice.value}
          defaultChecked={isChecked}
          disabled={choice.disabled}
          data-aria-controls={hasConditional ? `conditional-${id}` : undefined}
          data-behaviour={behaviour}
          aria-describedby={tokens(describedBy, hasHint && hintId)}
          {...choice.attributes}
        />
        <Label htmlFor={id} className={tokens(`govuk-${kind}__label`, choice.labelClassName)}>
          {choice.label}
        </Label>
        {hasHint && (
          <Hint id={hintId} className={`govuk-${kind}__hint`}>
            {choice.hint}
          </Hint>
        )}
      </div>
      {hasConditional && (
        <div
          className={tokens(`govuk-${kind}__conditional`, !isChecked && `govuk-${kind}__conditional--hidden`)}
          id={`conditional-${id}`}
        >
          {choice.conditional}
        </div>
      )}
    </>
  )
}
