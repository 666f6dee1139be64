import { z } from 'zod'
import { addressField, waysToBeSure } from '#services/accounts/index.ts'

const ways = Object.keys(waysToBeSure) as [keyof typeof waysToBeSure]

export const findPairSchema = z.object({ one: addressField, other: addressField })

export const joinSchema = z.object({
  keep: z.uuid({ error: 'Choose the record that is kept' }),
  sureBy: z.enum(ways, { error: 'Choose how you made sure that it is one person' }),
})
export type JoinInput = z.infer<typeof joinSchema>
