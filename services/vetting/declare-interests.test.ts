import { expect, it } from 'vitest'
import { makeDraft, value, versionOf } from '#tests/factories/application.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { type DeclareInput, declareInterests, declareSchema } from './declare-interests.ts'
import { myApplication } from './my-application.ts'

const database = openTestDatabase()

it('declares one interest after another, under the service that a name means, and then that they are all', async () => {
  const ctx = database.ctx()
  const made = await makeDraft(ctx)
  await ctx.db.declaration.deleteMany({ where: { personId: made.applicant.id } })
  const declare = async (input: Omit<DeclareInput, 'version'>) =>
    declareInterests(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id), ...input })
  const undeclared = value(await myApplication(made.ctx, made.ref))
  expect(undeclared.missing.map(({ part }) => part)).toEqual(['interests'])

  value(await declare({ answer: 'add', kind: 'personal', with: 'Wakefield YOT', from: '2020-01-01' }))
  value(await declare({ answer: 'add', kind: 'trustee', with: 'A Charity for Children', note: 'Since it began.' }))
  const { answers, missing } = value(await myApplication(made.ctx, made.ref))
  expect(answers.interests.map((interest) => interest.with)).toEqual([
    'Wakefield Youth Justice Service',
    'A Charity for Children',
  ])
  expect(missing).toEqual([])
  expect(await declare({ answer: 'nil' })).toMatchObject({
    problem: { kind: 'invalid', fields: { answer: expect.any(String) } },
  })
  value(await declare({ answer: 'complete' }))
  expect(await ctx.db.declaration.count({ where: { personId: made.applicant.id } })).toBe(3)
})

it('asks what an interest is, and does not take a described one for none', () => {
  const faults = (input: Record<string, string>) =>
    declareSchema.safeParse({ version: 1, ...input }).error?.issues.map(({ path }) => path.join('.')) ?? []
  expect(faults({ answer: 'nil' })).toEqual([])
  expect(faults({ answer: 'nil', with: 'Leeds' })).toEqual(['answer'])
  expect(faults({ answer: 'add' })).toEqual(['kind', 'with'])
  expect(faults({ answer: 'add', kind: 'family', with: 'Leeds', from: '2024-01-02', until: '2024-01-01' })).toEqual([
    'until',
  ])
  expect(faults({ answer: 'add', kind: 'family', with: 'Leeds', note: 'DOB 12/03/2009' })).toEqual(['note'])
})
