import { z } from 'zod'
import { emailAddress } from '#services/core/email-address.ts'
import { localPath } from '#services/core/local-path.ts'
import { versionField } from '#services/core/whole-number.ts'

const wrongAddress = 'Enter an e-mail address in the correct format, like name@example.gov.uk'

/** An address as it is stored: trimmed and in lower case, so that however it is typed it finds the same person. */
export const addressField = emailAddress('Enter your e-mail address', wrongAddress)

/** Where to go after signing in: a path of this site, never another. */
export const returnToField = z
  .string()
  .max(2000)
  .transform((path) => localPath(path) ?? undefined)
  .optional()
  .catch(undefined)

export const signInSchema = z.object({ address: addressField, returnTo: returnToField })
export type SignInInput = z.infer<typeof signInSchema>

export const becomeSchema = z.object({ personId: z.uuid(), returnTo: returnToField })

export const nameSchema = z.object({
  name: z
    .string({ error: 'Enter your name' })
    .trim()
    .min(1, 'Enter your name')
    .max(100, 'Your name must be 100 characters or fewer'),
  version: versionField,
})
export type NameInput = z.infer<typeof nameSchema>

export const codeSchema = z.object({
  code: z.string({ error: 'Enter the code' }).trim().min(1, 'Enter the code').max(40, 'Enter the code as it is shown'),
})

export const newAddressSchema = z.object({ address: addressField })
export const addressIdSchema = z.object({ addressId: z.uuid() })
export const sessionIdSchema = z.object({ sessionId: z.uuid() })

export const savedViewSchema = z.object({
  name: z
    .string({ error: 'Enter a name for this view' })
    .trim()
    .min(1, 'Enter a name for this view')
    .max(40, 'The name must be 40 characters or fewer'),
  query: z.string().max(1000),
  /** Where the list has news: to be told of it. */
  isTold: z.literal('yes').optional(),
})
export type SavedViewInput = z.infer<typeof savedViewSchema>

export const viewIdSchema = z.object({ viewId: z.uuid({ error: 'Choose one from the list' }) })
