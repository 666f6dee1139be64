import { z } from 'zod'
import type { Prisma } from '#prisma/generated/client.ts'

/** Facts are plain data; JSON keeps all of them but says so only at run time. */
export const asJson = (facts: unknown): Prisma.InputJsonObject => JSON.parse(JSON.stringify(facts))

const storedFacts = z.array(z.looseObject({ recordId: z.string().optional() })).catch([])

/** The records that a stored conflict's facts name. */
export const factsIn = (facts: Prisma.JsonValue): { recordId?: string | undefined }[] => storedFacts.parse(facts)
