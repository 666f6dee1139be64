import type { ReactNode } from 'react'
import { ErrorMessage } from './error-message.tsx'
import { Fieldset, type LegendProps } from './fieldset.tsx'
import { FormGroup, isGiven } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { tokens } from './tokens.ts'

/** What every question with several controls under one legend has in common. */
export type GroupQuestionProps = LegendProps & {
  hint?: ReactNode
  /** One sentence: what is wrong and how to mend it. */
  error?: ReactNode
  /** Ids of further text that describes the group. */
  describedBy?: string
  groupClassName?: string
  fieldsetClassName?: string
  fieldsetAttributes?: Record<string, string>
  /** Put before the first and after the last control. */
  before?: ReactNode
  after?: ReactNode
}

/** Ids that describe the group: what the caller named, its hint, its error. */
export function describeGroup(id: string, props: Pick<GroupQuestionProps, 'hint' | 'error' | 'describedBy'>) {
  return tokens(props.describedBy, isGiven(props.hint) && `${id}-hint`, isGiven(props.error) && `${id}-error`)
}

/** Legend, hint and error above a group of controls, in the order GOV.UK sets them. Without a legend there is no fieldset. */
export function GroupQuestion(props: GroupQuestionProps & { id: string; role?: 'group'; children: ReactNode }) {
  const { id, role, legend, legendSize, legendClassName, isPageHeading, hint, error, groupClassName } = props
  const inner = (
    <>
      {isGiven(hint) && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {isGiven(error) && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {props.children}
    </>
  )
  return (
    <FormGroup hasError={isGiven(error)} className={groupClassName}>
      {isGiven(legend) ? (
        <Fieldset
          role={role}
          aria-describedby={describeGroup(id, props)}
          className={props.fieldsetClassName}
          {...props.fieldsetAttributes}
          {...{ legend, legendSize, legendClassName, isPageHeading }}
        >
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}
