import type { AppointmentRole } from '#prisma/generated/enums.ts'
import { regionName } from '#services/yots/index.ts'

export const offices: Readonly<Record<AppointmentRole, string>> = {
  coordinator: 'Coordinator',
  assessor: 'Assessor',
  board_member: 'Member of the programme board',
  administrator: 'Administrator',
}

/** "Coordinator for Yorkshire and the Humber", "Administrator". */
export const officeName = ({ role, region }: { role: AppointmentRole; region: string | null }): string =>
  region === null ? offices[role] : `${offices[role]} for ${regionName(region)}`
