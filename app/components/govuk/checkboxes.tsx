import { type Choice, ChoiceItem, choiceId, type Divider } from './choice-item.tsx'
import { isGiven } from './form-group.tsx'
import type { Gap } from './gaps.ts'
import { describeGroup, GroupQuestion, type GroupQuestionProps } from './group-question.tsx'
import { tokens } from './tokens.ts'

export type CheckboxChoice = Choice & {
  /** Defaults to the group's name. */
  name?: string
  /** "None of these": picking it clears the others, and the other way round. */
  isExclusive?: boolean
}

export type CheckboxesProps = GroupQuestionProps & {
  name: string
  /** Defaults to `name`; also the id of the first choice. */
  id?: string
  items: readonly (CheckboxChoice | Divider | Gap)[]
  /** The values picked when the page opens. */
  defaultValues?: readonly string[]
  isSmall?: boolean
  className?: string
  /** Attributes of the box around the choices, such as `data-*`. */
  attributes?: Record<string, string>
}

/** Pick any number. Give a `legend`, or set it within a `Fieldset` of your own. */
export function Checkboxes(props: CheckboxesProps) {
  const { name, id = name, items, defaultValues, isSmall, className, before, after } = props
  const describedBy = isGiven(props.legend) ? undefined : describeGroup(id, props)
  return (
    <GroupQuestion {...props} id={id}>
      <div
        className={tokens('govuk-checkboxes', isSmall && 'govuk-checkboxes--small', className)}
        data-module="govuk-checkboxes"
        {...props.attributes}
      >
        {before}
        {items.map((item, index) => {
          if (!item) return null
          const itemId = ('id' in item && item.id) || choiceId(id, index)
          if ('divider' in item) {
            return (
              <div className="govuk-checkboxes__divider" key={itemId}>
                {item.divider}
              </div>
            )
          }
          return (
            <ChoiceItem
              key={itemId}
              kind="checkboxes"
              choice={item}
              id={itemId}
              name={item.name ?? name}
              isChecked={item.isChecked ?? defaultValues?.includes(item.value) ?? false}
              describedBy={describedBy}
              behaviour={item.isExclusive ? 'exclusive' : undefined}
            />
          )
        })}
        {after}
      </div>
    </GroupQuestion>
  )
}
