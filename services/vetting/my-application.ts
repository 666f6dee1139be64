import type { ApplicationStatus } from '#prisma/generated/enums.ts'
import { settledRoles } from '#services/bank/index.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { type Answers, answersFrom, answersInclude, type ReferenceAnswer, referencesFrom } from './answers.ts'
import { lastDayToAppeal } from './appeal.ts'
import { factsFrom } from './application-facts.ts'
import { type Happening, historyOf } from './history.ts'
import { editableStatuses, openStatuses, statusWords } from './lifecycle.ts'
import { openOwn } from './policy.ts'
import { type Missing, missingFrom, type Part, parts, partWords } from './readiness.ts'
import { type Rung, roleName, rungs } from './rungs.ts'
import { tables } from './tables.ts'
import { type Standing, whereItStands } from './where-it-stands.ts'

type Line = { ref: string; role: string; status: ApplicationStatus; statusWord: string; on: string }

/** For the page where people apply: the roles, what they hold, and the applications they have made. */
export type ApplyPage = {
  rungs: readonly Rung[]
  isSignedIn: boolean
  heldRoles: string[]
  open: Line | null
  earlier: Line[]
}

export const applyPage = async (ctx: Ctx): Promise<ApplyPage> => {
  const { personId } = ctx.actor
  if (personId === null) return { rungs, isSignedIn: false, heldRoles: [], open: null, earlier: [] }
  const [applications, heldRoles] = await Promise.all([
    tables(ctx).application.findMany({
      where: { personId },
      orderBy: { createdAt: 'desc' },
      take: 10,
      select: { ref: true, roleSought: true, status: true, statusSince: true, submittedAt: true },
    }),
    settledRoles(ctx, personId),
  ])
  const lines = applications.map((row) => ({
    ref: row.ref,
    role: roleName(row.roleSought),
    status: row.status,
    statusWord: statusWords[row.status],
    on: londonDate(row.statusSince),
    isSent: row.submittedAt !== null,
  }))
  const open = lines.find(({ status }) => openStatuses.includes(status)) ?? null
  // A draft that was thrown away is nobody's history.
  return { rungs, isSignedIn: true, heldRoles, open, earlier: lines.filter((line) => line !== open && line.isSent) }
}

type PartSeen = { part: Part; title: string; isDone: boolean }

/** One's own application, whatever it is at: what it says, what is missing, where it stands and what happened. */
export type MyApplication = {
  ref: string
  version: number
  status: ApplicationStatus
  statusWord: string
  isEditable: boolean
  mayWithdraw: boolean
  answers: Answers
  references: (ReferenceAnswer & { mayBeReplaced: boolean; isOverdue: boolean })[]
  parts: PartSeen[]
  missing: Missing[]
  standing: Standing
  history: Happening[]
  /** What was wanted, or why it was decided so. */
  reasons: string | null
  /** The last day of an appeal, while there is time for one. */
  appealBy: string | null
  conditions: { text: string; dueOn: string }[]
}

export const myApplication = async (ctx: Ctx, ref: string): Promise<Result<MyApplication>> => {
  const opened = await openOwn(ctx, ref)
  if (!opened.ok) return opened
  const { id } = opened.value
  const application = await tables(ctx).application.findUniqueOrThrow({
    where: { id },
    include: { ...answersInclude, moves: true, conditionsSet: { orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] } },
  })
  const views = await tables(ctx).assessment.findMany({
    where: { applicationId: id, round: application.round, releasedAt: null, recordedAt: null },
    select: { dueOn: true },
  })
  const today = ctx.clock.today()
  const { status } = application
  const missing = missingFrom(factsFrom(application), today)
  const references = referencesFrom(application)
  const isWaiting = status === 'submitted'
  const isRefused = status === 'declined' || status === 'deferred'
  const appealDay = isRefused && application.decidedAt ? lastDayToAppeal(application.decidedAt) : null
  const hasReasons = ['more_information', 'approved', 'approved_with_conditions', 'deferred', 'declined'].includes(
    status,
  )
  return ok({
    ref,
    version: application.version,
    status,
    statusWord: statusWords[status],
    isEditable: editableStatuses.includes(status),
    mayWithdraw: openStatuses.includes(status),
    answers: answersFrom(application, today),
    references: references.map((reference) => ({
      ...reference,
      mayBeReplaced: isWaiting && reference.receivedOn === null,
      isOverdue: isWaiting && reference.receivedOn === null && (reference.respondBy ?? today) < today,
    })),
    parts: parts.map((part) => ({
      part,
      title: partWords[part],
      isDone: !missing.some((one) => one.part === part),
    })),
    missing,
    standing: whereItStands(
      {
        status,
        since: londonDate(application.statusSince),
        awaited: references.filter(({ receivedOn, hasDeclined }) => receivedOn === null && !hasDeclined),
        declined: references.flatMap(({ hasDeclined, name }) => (hasDeclined ? [name] : [])),
        viewsDueOn:
          views
            .flatMap(({ dueOn }) => (dueOn ? [isoFromDate(dueOn)] : []))
            .sort()
            .at(-1) ?? null,
        deferredUntil: application.deferredUntil && isoFromDate(application.deferredUntil),
      },
      today,
    ),
    history: historyOf(application, application, true),
    reasons: hasReasons ? application.decisionReasons : null,
    appealBy: appealDay !== null && today <= appealDay ? appealDay : null,
    conditions: application.conditionsSet.map(({ text, dueOn }) => ({ text, dueOn: isoFromDate(dueOn) })),
  })
}
