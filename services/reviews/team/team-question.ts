import type { BankRole, CheckMoment } from '#prisma/generated/enums.ts'
import { type BankCandidate, bankCandidates, themesByCode } from '#services/bank/index.ts'
import { checkPeople, type FoundConflict, ruleSetInForce } from '#services/conflicts/index.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import {
  type Bank,
  type BankOptions,
  type Candidate,
  type Conflict,
  type Mode,
  type Need,
  prepareBank,
  type TeamQuestion,
} from '#services/matching/index.ts'
import { type BesideRole, besideRoles, isBeside } from '#services/reviews/case/beside.ts'
import { caseOf } from '#services/reviews/case/case-of.ts'
import { kinds } from '#services/reviews/case/kinds.ts'
import { reviews } from '#services/reviews/case/move-review.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { officersOf, regionNames } from '#services/yots/index.ts'
import { type CarriedWork, carriedWork } from './carried-work.ts'
import { isUnknownToMatching } from './proposal.ts'
import { seatedTeam } from './seats.ts'
import { weightsInForce } from './weights-in-force.ts'

/** Days kept free between two reviews, and how many somebody carries at once: the association's defaults. */
const restDays = 14
const maxOpen = 2

const modeOf: Record<'on_site' | 'hybrid' | 'remote', Mode> = { on_site: 'on-site', hybrid: 'hybrid', remote: 'remote' }

/** What other rooms know and hand in: ratings, by person (mean of 1 to 5, and how many). */
export type KnownElsewhere = { ratings?: ReadonlyMap<string, { mean: number; count: number }> }

/** Everything a question about a team is answered from. */
export type TeamFacts = {
  bank: Bank
  question: TeamQuestion
  windows: { id: string; startsOn: string; endsOn: string }[]
  /** What was found for everyone who was checked. */
  found: Map<string, FoundConflict[]>
  ruleSetVersion: number
  /** For a second bank of some of the people. */
  bankOptions: BankOptions
  /** The highest rung of each person. */
  rungs: ReadonlyMap<string, BankRole | null>
  /** Places beside the team that the request asks for, and who is locked in one. */
  besideWanted: readonly BesideRole[]
  lockedBeside: readonly { role: BesideRole; personId: string }[]
}

/** What one request needs, its dates to come, and who stays outside its team. */
export const readNeed = async (ctx: Ctx, requestId: string) => {
  const row = await tables(ctx).reviewRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: {
      ref: true,
      kind: true,
      yotCode: true,
      caseHolderId: true,
      mode: true,
      days: true,
      leadsWanted: true,
      peersLeast: true,
      peersMost: true,
      observersWanted: true,
      facilitatorsWanted: true,
      traineesWanted: true,
      startsOn: true,
      endsOn: true,
      yot: { select: { name: true, region: true, latitude: true, longitude: true } },
      kloes: { select: { themes: { select: { themeCode: true } } } },
      windows: { orderBy: { startsOn: 'asc' } },
      seats: {
        where: { personId: { not: null } },
        orderBy: { position: 'asc' },
        select: { role: true, personId: true, isLocked: true },
      },
    },
  })
  const { yot, windows, kloes, seats } = row
  const themes = new Set([
    ...kloes.flatMap((kloe) => kloe.themes.map(({ themeCode }) => themeCode)),
    ...kinds[row.kind].threads,
  ])
  const today = ctx.clock.today()
  const open = windows
    .map(({ id, startsOn, endsOn }) => ({ id, startsOn: isoFromDate(startsOn), endsOn: isoFromDate(endsOn) }))
    .filter(({ startsOn }) => startsOn > today)
  const need: Need = {
    id: requestId,
    name: row.ref,
    yot: row.yotCode,
    region: yot.region,
    lat: yot.latitude,
    lng: yot.longitude,
    mode: modeOf[row.mode],
    leads: row.leadsWanted,
    peers: [row.peersLeast, row.peersMost],
    ...(row.observersWanted === 1 ? { observers: 1 as const } : {}),
    days: row.days,
    windows: open.map(({ startsOn, endsOn }) => ({ from: startsOn, to: endsOn })),
    themes: [...themes].sort(),
    excluded: [],
    nominated: [],
    locked: seatedTeam(seats.filter(({ isLocked }) => isLocked)),
  }
  // Officers who looked after or decided on the case stay outside its team.
  const decided = (await reviews.history(ctx, requestId)).filter(
    ({ event }) => event === 'checked' || event === 'approved' || event === 'support-approved',
  )
  const officers = new Set([row.caseHolderId, ...decided.map(({ byId }) => byId)])
  const chosen =
    row.startsOn && row.endsOn ? { startsOn: isoFromDate(row.startsOn), endsOn: isoFromDate(row.endsOn) } : null
  const wanted = { facilitator: row.facilitatorsWanted, observer: row.observersWanted, trainee: row.traineesWanted }
  const beside = seats.flatMap(({ role, personId, isLocked }) =>
    personId && isBeside(role) ? [{ role, personId, isLocked }] : [],
  )
  return {
    besideWanted: besideRoles.filter((role) => wanted[role] > 0),
    beside,
    kind: row.kind,
    need,
    windows: open,
    officers,
    chosen,
  }
}

/** Why somebody who looked after a case, or decided on it, stays outside its team. */
export const officersStayOut = 'Looks after this case, or decided on it.'

const besideAlready = 'Somebody of their service is beside the team.'

/** Somebody in the bank as the matcher takes them, with what they carry in reviews. */
export const asCandidate = (person: BankCandidate, work: CarriedWork | undefined): Candidate => ({
  ...person,
  ...(work
    ? {
        used: work.used,
        booked: work.booked,
        open: work.open,
        done: work.done,
        led: work.led,
        ...(work.lastLedOn ? { lastLedOn: work.lastLedOn } : {}),
        ledOn: work.ledOn,
      }
    : {}),
  restDays,
  maxOpen,
})

export const asMatchConflicts = (requestId: string, found: ReadonlyMap<string, FoundConflict[]>): Conflict[] =>
  [...found].flatMap(([expert, conflicts]) =>
    conflicts.map(({ effect, sentence, isSilent, isManaged }) => ({
      expert,
      request: requestId,
      effect,
      why: sentence,
      silent: isSilent,
      isManaged,
    })),
  )

type Asked = {
  requestId: string
  moment: CheckMoment
  /** Only the window that was chosen, for changes to a team that has one. */
  isChosenWindowOnly?: boolean
  /** Only these people are checked for conflicts; everybody eligible when left out. */
  onlyCheck?: readonly string[]
  /** The places beside the team are filled from the answer, so those on their rungs are checked too. */
  fillsBeside?: boolean
  /** A place beside the team that is open: only those on its rung can take it. */
  openBeside?: BesideRole | undefined
  /** What people are asked for elsewhere and have yet to answer does not count: for a team that stands. */
  isAgreedOnly?: boolean
  known?: KnownElsewhere
}

/**
 * Gathers the question "which team for this review?": the need from its key lines of enquiry and the golden threads,
 * everyone in the bank with what they carry, and the conflict rules run between each eligible person and the case now.
 * A fixed number of statements however large the bank is. Names people: for whoever looks after the case.
 */
export const gatherTeamFacts = async (ctx: Ctx, asked: Asked): Promise<TeamFacts> => {
  const { requestId, moment, known } = asked
  const { kind, need, windows, officers, chosen, besideWanted, beside } = await readNeed(ctx, requestId)
  const days = asked.isChosenWindowOnly ? chosen : null
  const on = days?.startsOn ?? windows[0]?.startsOn ?? ctx.clock.today()
  const administrators = await officersOf(ctx, 'administrator')
  // Whoever looks after or decided on the case, and administrators, read what comes of it.
  const readerIds = [ctx.actor.personId, ...officers, ...administrators.map(({ personId }) => personId)].filter(
    (personId) => personId !== null,
  )
  const [people, carried, themes] = await Promise.all([
    bankCandidates(ctx, { on: ctx.clock.today(), ...(known?.ratings ? { ratings: known.ratings } : {}) }),
    carriedWork(ctx, { on, exceptId: requestId, readerIds, isAgreedOnly: asked.isAgreedOnly ?? false }),
    themesByCode(ctx),
  ])
  const rungs = new Map(people.map(({ id, rung }) => [id, rung]))
  const seatedBeside = new Set(
    days ? beside.flatMap(({ role, personId }) => (isUnknownToMatching(role) ? personId : [])) : [],
  )
  const theirServices = new Set(people.flatMap(({ id, yot }) => (seatedBeside.has(id) && yot !== null ? yot : [])))
  const candidates = people.map((person): Candidate => {
    const candidate = asCandidate(person, carried.get(person.id))
    if (officers.has(person.id)) return { ...candidate, barred: officersStayOut }
    // Whoever sits beside the team is there for that place alone, and nobody else of their service joins them.
    if (seatedBeside.has(person.id)) return { ...candidate, roles: ['observer'] }
    if (person.yot !== null && theirServices.has(person.yot)) return { ...candidate, barred: besideAlready }
    if (asked.openBeside === undefined) return candidate
    return { ...candidate, roles: person.rung === asked.openBeside ? ['observer'] : [] }
  })
  const isForBeside = (id: string) => asked.fillsBeside === true && besideWanted.some((role) => rungs.get(id) === role)
  const wanted = asked.onlyCheck && new Set(asked.onlyCheck)
  const eligible = candidates.filter(
    ({ id, barred, roles }) =>
      barred === undefined && (isForBeside(id) || (roles.length > 0 && (!wanted || wanted.has(id)))),
  )
  const found = await checkPeople(ctx, {
    case: caseOf(requestId),
    activity: 'review',
    personIds: eligible.map(({ id }) => id),
    moment,
  })
  const [rules, weights] = await Promise.all([ruleSetInForce(ctx), weightsInForce(ctx)])
  const bankOptions = {
    weights,
    asOf: ctx.clock.today(),
    themeNames: Object.fromEntries([...themes].map(([code, theme]) => [code, theme.name])),
    regionNames,
  }
  const bank = prepareBank(candidates, bankOptions)
  const question: TeamQuestion = {
    need: {
      ...need,
      ...(days ? { windows: [{ from: days.startsOn, to: days.endsOn }] } : {}),
      ...(asked.openBeside === undefined ? {} : { observers: 1 as const }),
    },
    conflicts: asMatchConflicts(requestId, found),
    rules: kinds[kind].rules,
  }
  return {
    bank,
    question,
    windows: days ? [{ id: '', ...days }] : windows,
    found,
    ruleSetVersion: rules.version,
    bankOptions,
    rungs,
    besideWanted,
    lockedBeside: beside.filter(({ isLocked }) => isLocked),
  }
}
