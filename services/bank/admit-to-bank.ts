import type { BankRole } from '#prisma/generated/enums.ts'
import { may } from '#services/core/access.ts'
import { audit, type CaseRef } from '#services/core/audit.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { renewConditions } from './conditions.ts'
import { refreshLastPractice } from './last-practice.ts'
import { settleSuspension } from './suspend.ts'
import { tables } from './tables.ts'

/** Months an approval lasts. */
const approvalMonths = 36

/** What was decided about a person: dates are ISO days, money in pence. */
export type Admission = {
  personId: string
  role: BankRole
  /** Why they may take the role: "Approved by panel BA-2026-004". */
  evidence: string
  conditions: readonly { text: string; dueOn: string }[]
  profile: {
    summary: string
    isInKind: boolean
    dayRatePence: number | null
    daysPerYear: number
    maxKm: number | null
    insuranceUntil: string | null
    dbsLevel: string | null
    dbsSeenOn: string | null
    dbsSeenBy: string | null
    dbsNotNeededBecause: string | null
  }
  themes: readonly { code: string; level: number; evidence: string; lastUsedOn: string | null }[]
  /** The application that led here, so that its audit entry is hidden from who may not know of it. */
  case?: CaseRef
}

const orNull = (iso: string | null) => (iso === null ? null : dateFromIso(iso))

/**
 * Writes a decision into the bank: standing in force from today for three years, the role, what they said of
 * themselves, and their themes. Somebody already in the bank keeps older roles, other themes and their choice about
 * their name. For vetting's decision, in its transaction; doing it twice changes nothing more.
 */
export const admitToBank = (ctx: Ctx, admission: Admission): Promise<Result<{ expiresOn: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { actor, clock } = ctx
    if (!may(actor, 'application.decide') && !may(actor, 'application.assess'))
      return forbidden('Only those who decide on applications may bring somebody into the bank.')
    const { standing, standingRole, profile, expertise } = tables(ctx)
    const { personId, role, evidence, conditions, themes } = admission
    const today = clock.today()
    const expiresOn = addMonths(today, approvalMonths)
    const approval = {
      status: 'active' as const,
      statusReason: null,
      approvedOn: dateFromIso(today),
      expiresOn: dateFromIso(expiresOn),
    }
    await standing.upsert({
      where: { personId },
      create: { personId, ...approval },
      update: { ...approval, version: { increment: 1 } },
    })
    await standingRole.createMany({
      data: [{ personId, role, since: dateFromIso(today), evidence }],
      skipDuplicates: true,
    })
    const said = {
      ...admission.profile,
      insuranceUntil: orNull(admission.profile.insuranceUntil),
      dbsSeenOn: orNull(admission.profile.dbsSeenOn),
    }
    await profile.upsert({
      where: { personId },
      create: { personId, ...said },
      update: { ...said, version: { increment: 1 } },
    })
    await expertise.deleteMany({ where: { personId, themeCode: { in: themes.map((theme) => theme.code) } } })
    await expertise.createMany({
      data: themes.map(({ code, lastUsedOn, ...theme }) => ({
        personId,
        themeCode: code,
        ...theme,
        lastUsedOn: orNull(lastUsedOn),
      })),
    })
    await refreshLastPractice(ctx, [personId])
    await renewConditions(ctx, admission)
    // An approval lifts no suspension.
    await settleSuspension(ctx, personId)
    await audit(ctx, {
      event: 'standing.granted',
      subject: { kind: 'person', id: personId },
      case: admission.case,
      data: { role, expiresOn, hasConditions: conditions.length > 0 },
    })
    return ok({ expiresOn })
  })
