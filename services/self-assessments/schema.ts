import { z } from 'zod'
import { ShownTo } from '#prisma/generated/enums.ts'
import { versionField } from '#services/core/whole-number.ts'

export const beginSchema = z.object({ set: z.string().max(40), yotCode: z.string().max(100) })
export const finishSchema = z.object({ version: versionField })
export const showSchema = z.object({
  version: versionField,
  shownTo: z.enum(ShownTo, { error: 'Choose who reads it' }),
})

export const shownToWords: Record<ShownTo, string> = {
  nobody: 'Nobody but our service',
  teams: 'The teams of our reviews, while they are at work: it is attached to the review’s documents',
  members: 'Everybody who is signed in: it stands on our service’s page',
}
