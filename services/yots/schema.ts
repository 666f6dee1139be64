import { z } from 'zod'

const id = z.uuid({ error: 'Choose one from the list' })
const version = z.coerce.number({ error: 'Open the page again and try once more' }).int()

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
  address: z
    .string({ error: 'Enter their e-mail address' })
    .trim()
    .toLowerCase()
    .pipe(z.email({ error: 'Enter an e-mail address in the form name@example.gov.uk' })),
  /** An address they used at another service and can no longer read, by which the new lead vouches for them. */
  formerAddress: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ error: 'Enter an e-mail address in the form name@example.gov.uk' }))
    .optional(),
  kind: z.enum(['substantive', 'acting', 'interim', 'secondment'], { error: 'Choose how they hold the post' }),
  from: z.iso.date({ error: 'Enter their first day, like 1 4 2027' }),
})
export type StartHoldingInput = z.infer<typeof startHoldingSchema>

export const holdingSchema = z.object({ holdingId: id, version })
export type HoldingInput = z.infer<typeof holdingSchema>

export const endHoldingSchema = holdingSchema.extend({
  lastDay: z.iso.date({ error: 'Enter their last day, like 31 3 2027' }),
})
export type EndHoldingInput = z.infer<typeof endHoldingSchema>
