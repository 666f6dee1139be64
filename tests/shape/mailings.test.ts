import { expect, it } from 'vitest'
import { mailings } from '#services/notifications/index.ts'
import { codeIn, isTest } from './source.ts'

/*
 * `tell` takes what the list of mail has, by its types: nothing goes that is not in it. Here the other way: what people are shown that they
 * may get is sent somewhere.
 */

const sources = codeIn('services').filter((source) => !isTest(source) && !source.path.endsWith('mailings.ts'))
const text = sources.map((source) => source.text).join('\n')

it('mail that people can choose about is sent somewhere', () => {
  const never = Object.keys(mailings).filter((subject) => !text.includes(`'${subject}'`))
  expect(never).toEqual([])
})

it('nothing puts mail into the outbox but the doors of notifications and the link to sign in', () => {
  const direct = sources.flatMap(({ path, text }) =>
    /topic: 'mail'/.test(text) && /enqueue/.test(text) && !path.startsWith('services/notifications/') ? [path] : [],
  )
  expect(direct).toEqual([])
})

it('reminders are lines of the mail of a day, and never letters', () => {
  const letters = sources.flatMap(({ path, text }) => (/kind: 'reminder',\s*letter/.test(text) ? [path] : []))
  expect(letters).toEqual([])
})
