import { Prisma } from '#prisma/generated/client.ts'
import type { Room } from '#services/core/room.ts'

export const room: Room = {
  name: 'gaps',
  invariants: [
    {
      name: 'gaps',
      holds: 'A gap of a service is of that service’s region.',
      broken: Prisma.sql`select g."sourceKey" as what from "Gap" g join "Yot" y on y.code = g."yotCode"
        where g.region is distinct from y.region`,
    },
  ],
}
