import { describe, expect, it } from 'vitest'
import { newFormKey, ownerOf } from './form-owner.ts'

const config = { sessionSecret: 'a secret of this test' }
const person = '0190a8f0-0000-7000-8000-000000000001'
const other = '0190a8f0-0000-7000-8000-000000000002'

describe('the key of a page’s forms', () => {
  it('names whoever the page was made for', () => {
    expect(ownerOf(config, newFormKey(config, person))).toBe(person)
    expect(ownerOf(config, newFormKey(config, null))).toBeNull()
  })

  it('is new for each page', () => {
    expect(newFormKey(config, person)).not.toBe(newFormKey(config, person))
  })

  it('names nobody once it is changed, or made elsewhere', () => {
    const key = newFormKey(config, person)
    for (const wrong of [key.replace(person, other), key.slice(0, -1), 'one', '', '..', `x.${person}.y`])
      expect(ownerOf(config, wrong), wrong).toBeNull()
    expect(ownerOf({ sessionSecret: 'another' }, key)).toBeNull()
  })
})
