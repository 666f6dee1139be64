import { z } from 'zod'
import { typedDay, workingLife } from '#services/core/day.ts'
import { emailAddress } from '#services/core/email-address.ts'
import { versionField } from '#services/core/whole-number.ts'

const id = z.uuid({ error: 'Choose one from the list' })
const version = versionField

export const levelNames = {
  head: 'Head of service: leads the service and speaks for it',
  second_tier: 'Second tier: reports to the head of service',
  manager: 'Manager: runs a team or a part of the work',
} as const

export const addPostSchema = z.object({
  title: z
    .string({ error: 'Enter what the post is called' })
    .trim()
    .min(1, 'Enter what the post is called')
    .max(100, 'Keep the name of the post to 100 characters'),
  level: z.enum(['head', 'second_tier', 'manager'], { error: 'Choose the level of the post' }),
})
export type AddPostInput = z.infer<typeof addPostSchema>

export const postSchema = z.object({ postId: id, version })
export type PostInput = z.infer<typeof postSchema>

export const startHoldingSchema = postSchema.extend({
  name: z
    .string({ error: 'Enter the person’s name' })
    .trim()
    .min(2, 'Enter the person’s name')
    .max(100, 'Keep the name to 100 characters'),
  address: emailAddress('Enter their e-mail address'),
  /** An address they used at another service and can no longer read, by which the new lead vouches for them. */
  formerAddress: emailAddress().optional(),
  kind: z.enum(['substantive', 'acting', 'interim', 'secondment'], { error: 'Choose how they hold the post' }),
  from: typedDay('Enter their first day, like 1 4 2027', workingLife),
})
export type StartHoldingInput = z.infer<typeof startHoldingSchema>

export const holdingSchema = z.object({ holdingId: id, version })
export type HoldingInput = z.infer<typeof holdingSchema>

export const endHoldingSchema = holdingSchema.extend({
  lastDay: typedDay('Enter their last day, like 31 3 2027', workingLife),
})
export type EndHoldingInput = z.infer<typeof endHoldingSchema>
