import type { Prisma } from '#prisma/generated/client.ts'

/** The service that somebody works in, to be selected beside their name. */
export const serviceToday = {
  holdings: {
    where: { until: null, postId: { not: null } },
    select: { yot: { select: { name: true } } },
    orderBy: { from: 'desc' },
    take: 1,
  },
} satisfies Prisma.PersonSelect

/** Its name; null where they hold no post. */
export const serviceOf = ({ holdings }: { holdings: readonly { yot: { name: string } }[] }): string | null =>
  holdings[0]?.yot.name ?? null
