import { Hint } from './hint.tsx'
import { Textarea, type TextareaProps } from './textarea.tsx'
import { tokens } from './tokens.ts'

export type CharacterCountProps = Omit<TextareaProps, 'maxLength'> & {
  /** Said to the reader, never enforced by the box: text that is too long comes back whole, with an error. */
  maxLength: number
  /** By default characters as `String.length` counts them; `characters` counts them as people do. */
  countType?: 'length' | 'characters' | 'words'
  /** Percentage of `maxLength` from which on the count is shown. */
  threshold?: number
  messageClassName?: string
}

/** A many-line text question that says how much may be written, and with scripts how much is left. */
export function CharacterCount(props: CharacterCountProps) {
  const { maxLength, countType, threshold, messageClassName, className, groupClassName, groupAttributes, ...most } =
    props
  const { id = most.name, after } = most
  const counting: Record<string, string> = {
    'data-module': 'govuk-character-count',
    'data-maxlength': String(maxLength),
    ...(threshold !== undefined && { 'data-threshold': String(threshold) }),
    ...(countType && { 'data-count-type': countType }),
  }
  return (
    <Textarea
      {...most}
      describedBy={`${id}-info`}
      className={tokens('govuk-js-character-count', className)}
      groupClassName={tokens('govuk-character-count', groupClassName)}
      groupAttributes={{ ...counting, ...groupAttributes }}
      after={
        <>
          <Hint id={`${id}-info`} className={tokens('govuk-character-count__message', messageClassName)}>
            You can enter up to {maxLength} {countType === 'words' ? 'words' : 'characters'}
          </Hint>
          {after}
        </>
      }
    />
  )
}
