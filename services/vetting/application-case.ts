import type { ApplicationStatus, AssessmentView } from '#prisma/generated/enums.ts'
import { type InTheWay, type OfficerConflict, officerConflicts } from '#services/conflicts/index.ts'
import { may, type Permission } from '#services/core/access.ts'
import { isoFromDate, londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { regionName } from '#services/yots/index.ts'
import { type Answers, answersFrom, answersInclude, type ReferenceAnswer, referencesFrom } from './answers.ts'
import { factsFrom } from './application-facts.ts'
import { assessorsFor } from './assessors.ts'
import { type Check, checksOf } from './checks.ts'
import { type Happening, historyOf } from './history.ts'
import type { AskOfWay, KnownOfWay, WordSaid } from './ladder.ts'
import { statusWords } from './lifecycle.ts'
import { type AssessorSeen, asSeen } from './panel.ts'
import { type PanelSeen, panelSeen } from './panel-view.ts'
import { caseOf, openForOfficer, openToAct } from './policy.ts'
import { sameWords } from './same-words.ts'
import { tables } from './tables.ts'
import { waitsOn, waitsOnWords } from './where-it-stands.ts'

/** What a referee said, for those who decide. */
export type ReferenceRead = ReferenceAnswer & { isSupportive: boolean | null; body: string | null }

/** What the page offers the actor, given who they are and how the case stands. */
type CaseButtons = {
  openPanel: boolean
  askForMore: boolean
  resend: boolean
  /** The actor has a place on the panel and has not recorded a view. */
  assess: boolean
  fillPlace: boolean
  decide: boolean
  /** They can say that they are conflicted with it: until they have recorded a view, and while it is not decided. */
  standDown: boolean
}

const noButtons: CaseButtons = {
  openPanel: false,
  askForMore: false,
  resend: false,
  assess: false,
  fillPlace: false,
  decide: false,
  standDown: false,
}

const overStatuses: readonly ApplicationStatus[] = ['approved', 'approved_with_conditions', 'declined', 'withdrawn']

/** An application as those who look after it and decide on it see it. */
export type ApplicationCase = {
  ref: string
  version: number
  status: ApplicationStatus
  statusWord: string
  /** Who has to do something next; null when nobody has. */
  waitsOnWord: string | null
  since: string
  region: string | null
  answers: Answers
  /** Reviews they did, by the place they held, as the exchange itself knows them. */
  reviewsKnown: KnownOfWay['reviewsDone']
  references: ReferenceRead[]
  /** What co-leads said of them, of reviews that the reader may know of. */
  words: WordSaid[]
  checks: Check[]
  /** What reads word for word like something else, for a person to look at. */
  sameWords: string[]
  panel: PanelSeen
  history: Happening[]
  reasons: string | null
  conditions: { text: string; dueOn: string }[]
  buttons: CaseButtons
  /** What keeps the reader from acting, and who could approve how it is managed. */
  inTheWay: (Omit<InTheWay, 'approvers'> & { approvers: string[] }) | null
  /** Other officers' conflicts to manage, for whoever may approve how. */
  officerConflicts: OfficerConflict[]
}

const buttonsFor = (
  ctx: Ctx,
  status: ApplicationStatus,
  panel: PanelSeen,
  isChecked: boolean,
  isHeldUp: boolean,
): CaseButtons => {
  const own = panel.places.find(({ isOwn }) => isOwn)
  const assigns = may(ctx.actor, 'application.assign')
  const standDown = (own === undefined || own.recordedOn === null) && !overStatuses.includes(status)
  if (isHeldUp) return { ...noButtons, standDown }
  const hasView = panel.state === 'agreed' || panel.state === 'open'
  return {
    openPanel: assigns && status === 'checks' && isChecked,
    askForMore: assigns && (status === 'submitted' || status === 'checks'),
    resend: assigns && status === 'submitted',
    assess: status === 'panel' && own !== undefined && own.recordedOn === null,
    fillPlace: assigns && status === 'panel' && !hasView,
    decide: may(ctx.actor, 'application.decide') && status === 'panel' && hasView && own === undefined,
    standDown,
  }
}

/** The day since when it waits on whoever it waits on: with a panel, for the last to be asked or, after the last view, for the decision. */
const waitsSince = (statusSince: string, status: ApplicationStatus, { places, third }: PanelSeen): string => {
  if (status !== 'panel' || places.length === 0) return statusSince
  const recorded = places.map(({ recordedOn }) => recordedOn)
  if (recorded.includes(null)) return third?.on ?? statusSince
  return recorded.reduce<string>((last, day) => (day !== null && day > last ? day : last), statusSince)
}

/**
 * One application for an officer of the association who may know of it: the evidence, the references, the checks, the
 * panel as far as this reader may see it, and what happened. Not found for whoever is conflicted; forbidden without the
 * permission that the page is for. `known`: what other rooms know of the applicant, to stand beside what they say.
 */
export const applicationCase = async (
  ctx: Ctx,
  ref: string,
  permission: Permission = 'application.list',
  known: AskOfWay = {},
): Promise<Result<ApplicationCase>> => {
  const opened =
    permission === 'application.list' ? await openForOfficer(ctx, ref) : await openToAct(ctx, ref, permission)
  if (!opened.ok) return opened
  const { id, inTheWay, mayApprove } = opened.value
  const application = await tables(ctx).application.findUniqueOrThrow({
    where: { id },
    include: {
      ...answersInclude,
      moves: true,
      conditionsSet: { orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] },
      assessments: {
        where: { recordedAt: { not: null } },
        select: { id: true, recordedAt: true, assessor: { select: { name: true } } },
      },
    },
  })
  const today = ctx.clock.today()
  const panel = await panelSeen(ctx, application)
  const { status } = application
  const said = new Map(application.references.map((row) => [row.id, row]))
  const references = referencesFrom(application).map((reference) => ({
    ...reference,
    isSupportive: said.get(reference.id)?.isSupportive ?? null,
    body: said.get(reference.id)?.body ?? null,
  }))
  const isBeforePanel = status === 'submitted' || status === 'checks'
  const checks = isBeforePanel ? checksOf(factsFrom(application), references, today) : []
  const hasOutstandingView = panel.places.some(({ recordedOn }) => recordedOn === null)
  const waiting = waitsOn(status, hasOutstandingView)
  return ok({
    ref,
    version: application.version,
    status,
    statusWord: statusWords[status],
    waitsOnWord: waiting === 'nobody' ? null : waitsOnWords[waiting],
    since: waitsSince(londonDate(application.statusSince), status, panel),
    region: application.region && regionName(application.region),
    answers: answersFrom(application, today),
    references,
    words: (await known.words?.(ctx, application.personId)) ?? [],
    reviewsKnown: (await known.reviewsDone?.(ctx, application.personId)) ?? {},
    checks,
    sameWords: await sameWords(ctx, id),
    panel,
    // The applicant's own drafting is nobody else's.
    history: historyOf(
      application,
      {
        ...application,
        moves: application.moves.filter(({ event }) => event !== 'start'),
        thirdAt: panel.third?.at ?? null,
      },
      false,
    ),
    reasons: application.decisionReasons,
    conditions: application.conditionsSet.map(({ text, dueOn }) => ({ text, dueOn: isoFromDate(dueOn) })),
    buttons: buttonsFor(
      ctx,
      status,
      panel,
      checks.every(({ isDone }) => isDone),
      inTheWay !== null,
    ),
    inTheWay: inTheWay && { ...inTheWay, approvers: inTheWay.approvers.map(({ name }) => name) },
    officerConflicts: mayApprove
      ? await officerConflicts(ctx, caseOf(id), { offices: ['administrator', 'assessor'], holderId: null })
      : [],
  })
}

export type PlacePage = {
  ref: string
  version: number
  applicant: string
  panel: PanelSeen
  /** Members of the panel who may no longer be on it, with why. */
  barred: { assessorId: string; bars: readonly string[] }[]
  /** Those who may take a place and have none, best ranked first, each with why. */
  eligible: AssessorSeen[]
  /** Everybody else but those named in `barred`, each with why not. */
  others: AssessorSeen[]
}

/** For the page where an administrator fills a place on a sitting panel. */
export const placePage = async (ctx: Ctx, ref: string): Promise<Result<PlacePage>> => {
  const opened = await openToAct(ctx, ref, 'application.assign')
  if (!opened.ok) return opened
  const application = await tables(ctx).application.findUniqueOrThrow({
    where: { id: opened.value.id },
    include: { person: { select: { name: true } } },
  })
  if (application.status !== 'panel') return refused('No panel sits on this application now.')
  const [panel, assessors] = await Promise.all([panelSeen(ctx, application), assessorsFor(ctx, application)])
  const isOn = (personId: string) => panel.places.some(({ assessorId }) => assessorId === personId)
  return ok({
    ref,
    version: application.version,
    applicant: application.person.name,
    panel,
    barred: assessors.flatMap(({ personId, bars }) =>
      isOn(personId) && bars.length > 0 ? [{ assessorId: personId, bars }] : [],
    ),
    eligible: assessors.filter(({ personId, bars }) => bars.length === 0 && !isOn(personId)).map(asSeen),
    others: assessors.flatMap((one) => {
      if (!isOn(one.personId)) return one.bars.length > 0 ? [asSeen(one)] : []
      return one.bars.length > 0 ? [] : [{ ...asSeen(one), bars: ['Already on its panel.'] }]
    }),
  })
}

export type DecisionPage = {
  ref: string
  version: number
  applicant: string
  role: string
  panel: PanelSeen
  /** The decisions that may be confirmed: the panel's view, or each of three that differ. */
  outcomes: AssessmentView[]
}

/** For the page where the panel's view is confirmed; refused until there is one. */
export const decisionPage = async (ctx: Ctx, ref: string): Promise<Result<DecisionPage>> => {
  const found = await applicationCase(ctx, ref, 'application.decide')
  if (!found.ok) return found
  const { version, answers, panel, buttons } = found.value
  if (!buttons.decide) return refused('There is nothing for you to decide on this application now.')
  return ok({
    ref,
    version,
    applicant: answers.applicant,
    role: answers.roleName,
    panel,
    outcomes: panel.view ? [panel.view] : panel.views,
  })
}
