import { expect, it } from 'vitest'
import { isTitledJob } from './insight/job-titles.ts'
import { jobs } from './worker.ts'

it('has plain words for every job, for the page that says when each last ran', () => {
  expect(jobs.map(({ name }) => name).filter((name) => !isTitledJob(name))).toEqual([])
})
