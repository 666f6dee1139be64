import { describe, expect, it } from 'vitest'
import { formState } from './use-form.ts'

describe('a form whose session ended while it was typed', () => {
  const kept = {
    intent: ['end'],
    name: ['Typed at length'],
    'lastDay-day': ['31'],
    'lastDay-month': ['2'],
    'lastDay-year': ['2027'],
    themes: ['A1', 'K2'],
    'kloes[0].question': ['How well?'],
  }
  const form = formState({
    answered: undefined,
    kept,
    initial: { name: 'Before', themes: ['B1'], reason: 'held' },
    intent: 'end',
  })

  it('comes back with every kind of field as it was, wrong days and emptied fields too', () => {
    expect(form.text('name').defaultValue).toBe('Typed at length')
    expect(form.date('lastDay').defaultValue).toEqual({ day: '31', month: '2', year: '2027' })
    expect(form.choices('themes').defaultValues).toEqual(['A1', 'K2'])
    expect(form.text('kloes[0].question').defaultValue).toBe('How well?')
    expect(form.text('reason').defaultValue).toBeUndefined()
    expect(form.isTyped).toBe(true)
  })

  it('and only that form of its page', () => {
    const other = formState({ answered: undefined, kept, initial: { name: 'Before' }, intent: 'pay' })
    expect(other.text('name').defaultValue).toBe('Before')
    expect(other.isTyped).toBe(false)
  })
})
