import type { Prisma } from '#prisma/generated/client.ts'

/** Facts are plain data; JSON keeps all of them but says so only at run time. */
export const asJson = (facts: unknown): Prisma.InputJsonObject => JSON.parse(JSON.stringify(facts))
