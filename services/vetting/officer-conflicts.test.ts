import { beforeAll, expect, it } from 'vitest'
import { declareYearly } from '#services/conflicts/index.ts'
import { asActor } from '#services/core/access.ts'
import { notFound } from '#services/core/result.ts'
import { makeAdministrator, makeAssessor, makeAtPanel, value, versionOf } from '#tests/factories/application.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { applicationCase } from './application-case.ts'
import { eligibleAssessors } from './assessors.ts'
import { askForMore, decideApplication } from './decide-application.ts'
import { askForApproval, conflictPageOn, decideConflictOn, standDown } from './officer-conflicts.ts'
import { recordView } from './record-view.ts'

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (who: MadePerson) => asActor(ctx(), who.actor)

let free: MadePerson
let friend: MadePerson
let panel: MadePerson[]
beforeAll(async () => {
  free = await makeAdministrator(ctx(), { name: 'Free Admin' })
  friend = await makeAdministrator(ctx(), { name: 'Friend Admin' })
  panel = [await makeAssessor(ctx(), 'cardiff'), await makeAssessor(ctx(), 'hackney')]
})

const befriend = (who: MadePerson, applicant: MadePerson) =>
  declareYearly(as(who), { isNil: false, interests: [{ kind: 'personal', otherPersonId: applicant.id }] })

it('lets an administrator with a conflict read, and act once another approved how it is managed', async () => {
  const made = await makeAtPanel(ctx(), panel)
  value(await befriend(friend, made.applicant))
  for (const who of panel)
    value(await recordView(as(who), { ref: made.ref, view: 'approve', reasons: 'Read with care.' }))
  const page = value(await applicationCase(as(friend), made.ref))
  expect(page.inTheWay).toMatchObject({ approvers: ['Free Admin'], isToDeclare: false })
  expect(page.buttons).toMatchObject({ decide: false, askForMore: false, standDown: true })
  const decision = {
    ref: made.ref,
    version: await versionOf(ctx(), made.id),
    outcome: 'approve' as const,
    reasons: 'The panel was convinced.',
    conditions: [],
  }
  expect(await decideApplication(as(friend), decision)).toMatchObject({
    problem: { kind: 'refused', why: expect.stringContaining('Ask Free Admin') },
  })
  expect(await askForMore(as(friend), { ...decision })).toMatchObject({ problem: { kind: 'refused' } })
  expect(value(await askForApproval(as(friend), { ref: made.ref })).asked).toEqual(['Free Admin'])

  const [open] = value(await applicationCase(as(free), made.ref)).officerConflicts
  expect(open).toMatchObject({ name: 'Friend Admin', isManaged: false })
  const id = open?.id ?? ''
  const manage = {
    intent: 'manage' as const,
    mitigation: 'The panel’s view is confirmed word for word.',
    reviewOn: soon(),
  }
  expect(await conflictPageOn(as(friend), made.ref, id)).toMatchObject({ problem: { kind: 'refused' } })
  expect(await decideConflictOn(as(friend), made.ref, id, manage)).toMatchObject({ problem: { kind: 'refused' } })
  expect(value(await conflictPageOn(as(free), made.ref, id)).person).toBe('Friend Admin')
  value(await decideConflictOn(as(free), made.ref, id, manage))
  expect(value(await applicationCase(as(friend), made.ref)).inTheWay).toBeNull()
  value(await decideApplication(as(friend), decision))
})

const soon = () => {
  const [year, month] = ctx().clock.today().split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, month ?? 0, 28)).toISOString().slice(0, 10)
}

it('asks nobody to assess whose conflict has to be managed first', async () => {
  const assessor = await makeAssessor(ctx(), 'manchester', { name: 'Friend Assessor' })
  const made = await makeAtPanel(ctx(), [assessor, ...panel.slice(1)])
  value(await befriend(assessor, made.applicant))
  const application = await ctx().db.application.findUniqueOrThrow({ where: { id: made.id } })
  const { others } = await eligibleAssessors(ctx(), application)
  expect(others.map(({ name }) => name)).toContain('Friend Assessor')
  const view = { ref: made.ref, view: 'approve' as const, reasons: 'Read with care.' }
  expect(await recordView(as(assessor), view)).toMatchObject({ problem: { kind: 'refused' } })
  expect(value(await applicationCase(as(assessor), made.ref)).buttons).toMatchObject({ assess: false, standDown: true })
  // They need not wait for anybody to leave.
  value(await standDown(as(assessor), { ref: made.ref }))
  expect(await applicationCase(as(assessor), made.ref)).toEqual(notFound())
})

it('is gone for an administrator who says that they are conflicted', async () => {
  const leaving = await makeAdministrator(ctx())
  const made = await makeAtPanel(ctx(), panel)
  value(await standDown(as(leaving), { ref: made.ref }))
  expect(await applicationCase(as(leaving), made.ref)).toEqual(notFound())
  expect(await askForMore(as(leaving), { ref: made.ref, version: 1, reasons: 'Taken back.' })).toEqual(notFound())
  const { places } = value(await applicationCase(as(free), made.ref)).panel
  expect(places).toHaveLength(2)
})
