import type { ReactNode } from 'react'
import { useRootData } from './root-data.ts'

type Props = {
  /** Where it is sent; the page itself when left out. */
  action?: string
  /** Which of a page's forms this is; arrives as the field `intent`. */
  intent?: string
  /** Version of what is being edited, so that a change made in the meantime is noticed; arrives as the field `version`. */
  version?: number
  /** Whether it carries files. */
  hasFiles?: boolean
  className?: string
  children: ReactNode
}

/** A form that changes something. The server checks it, so the browser's own bubbles stay away. */
export const PostForm = ({ action, intent, version, hasFiles, className, children }: Props) => {
  const formKey = useRootData()?.formKey
  return (
    <form
      method="post"
      action={action}
      encType={hasFiles ? 'multipart/form-data' : undefined}
      className={className}
      noValidate
    >
      {formKey !== undefined && <input type="hidden" name="formKey" value={formKey} />}
      {intent !== undefined && <input type="hidden" name="intent" value={intent} />}
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {children}
    </form>
  )
}
