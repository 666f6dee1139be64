import { type Choice, ChoiceItem, choiceId, type Divider } from './choice-item.tsx'
import type { Gap } from './gaps.ts'
import { GroupQuestion, type GroupQuestionProps } from './group-question.tsx'
import { tokens } from './tokens.ts'

export type RadiosProps = GroupQuestionProps & {
  name: string
  /** Defaults to `name`; also the id of the first choice. */
  id?: string
  items: readonly (Choice | Divider | Gap)[]
  /** The value picked when the page opens. */
  defaultValue?: string
  isInline?: boolean
  isSmall?: boolean
  className?: string
  /** Attributes of the box around the choices, such as `data-*`. */
  attributes?: Record<string, string>
}

/** Pick one. Give a `legend`, or set it within a `Fieldset` of your own. */
export function Radios(props: RadiosProps) {
  const { name, id = name, items, defaultValue, isInline, isSmall, className, before, after } = props
  return (
    <GroupQuestion {...props} id={id}>
      <div
        className={tokens(
          'govuk-radios',
          isInline && 'govuk-radios--inline',
          isSmall && 'govuk-radios--small',
          className,
        )}
        data-module="govuk-radios"
        {...props.attributes}
      >
        {before}
        {items.map((item, index) => {
          if (!item) return null
          const itemId = ('id' in item && item.id) || choiceId(id, index)
          if ('divider' in item) {
            return (
              <div className="govuk-radios__divider" key={itemId}>
                {item.divider}
              </div>
            )
          }
          const isChecked = item.isChecked ?? (defaultValue !== undefined && item.value === defaultValue)
          return <ChoiceItem key={itemId} kind="radios" choice={item} id={itemId} name={name} isChecked={isChecked} />
        })}
        {after}
      </div>
    </GroupQuestion>
  )
}
