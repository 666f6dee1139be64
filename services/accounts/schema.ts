import { z } from 'zod'

const wrongAddress = 'Enter an e-mail address in the correct format, like name@example.gov.uk'

/** An address as it is stored: trimmed and in lower case, so that however it is typed it finds the same person. */
export const addressField = z
  .string({ error: 'Enter your e-mail address' })
  .trim()
  .toLowerCase()
  .max(254, wrongAddress)
  .pipe(z.email(wrongAddress))

/** Where to go after signing in: a path of this site, never another. */
export const returnToField = z
  .string()
  .max(2000)
  .refine((path) => isLocalPath(path))
  .optional()
  .catch(undefined)

const isLocalPath = (path: string) => {
  if (!/^\/(?![/\\])/.test(path)) return false
  const here = 'http://here.invalid'
  return URL.canParse(path, here) && new URL(path, here).origin === here
}

export const signInSchema = z.object({ address: addressField, returnTo: returnToField })
export type SignInInput = z.infer<typeof signInSchema>

export const becomeSchema = z.object({ personId: z.uuid(), returnTo: returnToField })

export const nameSchema = z.object({
  name: z
    .string({ error: 'Enter your name' })
    .trim()
    .min(1, 'Enter your name')
    .max(100, 'Your name must be 100 characters or fewer'),
  version: z.number().int(),
})
export type NameInput = z.infer<typeof nameSchema>

export const codeSchema = z.object({
  code: z.string({ error: 'Enter the code' }).trim().min(1, 'Enter the code').max(40, 'Enter the code as it is shown'),
})

export const newAddressSchema = z.object({ address: addressField })
export const addressIdSchema = z.object({ addressId: z.uuid() })
export const sessionIdSchema = z.object({ sessionId: z.uuid() })
