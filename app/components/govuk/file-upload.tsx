import type { ComponentPropsWithoutRef } from 'react'
import { type FieldProps, Question, splitFieldProps } from './form-group.tsx'
import { tokens } from './tokens.ts'

export type FileUploadProps = Omit<ComponentPropsWithoutRef<'input'>, keyof FieldProps | 'type' | 'defaultValue'> &
  FieldProps & {
    /** With scripts, an area to drop files on, which says in words what was chosen. */
    hasDropArea?: boolean
  }

/** Choose a file. The form needs `encType="multipart/form-data"`. Further props (`accept`, `multiple`) go to the `<input>`. */
export function FileUpload(props: FileUploadProps) {
  const { field, before, after, id, hasError, describedBy, control } = splitFieldProps(props)
  const { className, hasDropArea, ...rest } = control
  const input = (
    <input
      className={tokens('govuk-file-upload', className, hasError && 'govuk-file-upload--error')}
      id={id}
      type="file"
      aria-describedby={describedBy}
      {...rest}
    />
  )
  return (
    <Question {...field}>
      {before}
      {hasDropArea ? (
        <div className="govuk-file-upload-wrapper" data-module="govuk-file-upload">
          {input}
        </div>
      ) : (
        input
      )}
      {after}
    </Question>
  )
}
