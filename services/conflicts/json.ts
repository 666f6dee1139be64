import { z } from 'zod'
import type { Prisma } from '#prisma/generated/client.ts'
import type { ConflictFact } from './facts.ts'

/** Facts are plain data; JSON keeps all of them but says so only at run time. */
export const asJson = (facts: unknown): Prisma.InputJsonObject => JSON.parse(JSON.stringify(facts))

const keptFacts = z.array(z.custom<ConflictFact>((value) => typeof value === 'object' && value !== null)).catch([])

/** The facts of a stored conflict. */
export const conflictFactsIn = (facts: Prisma.JsonValue): ConflictFact[] => keptFacts.parse(facts)

const storedFacts = z.array(z.looseObject({ recordId: z.string().optional() })).catch([])

/** The records that a stored conflict's facts name. */
export const factsIn = (facts: Prisma.JsonValue): { recordId?: string | undefined }[] => storedFacts.parse(facts)
