import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FormProblems } from './form-page.tsx'
import type { FormReply } from './form-reply.ts'
import { formState } from './use-form.ts'

/** What stands at the top of a page whose own form has the intent `save`. */
const problems = (reply: Partial<FormReply>) => {
  const form = formState({ answered: { values: {}, errors: {}, banner: null, ...reply }, intent: 'save' })
  return { form, html: renderToStaticMarkup(<FormProblems reply={form.pageReply} />) }
}

describe('what is wrong with a form', () => {
  it('is said in the summary, with a link to the field, and at the field', () => {
    const { form, html } = problems({ values: { intent: ['save'] }, errors: { maxKm: 'Enter a whole number' } })
    expect(html).toContain('<a href="#maxKm">Enter a whole number</a>')
    expect(form.text('maxKm').error).toBe('Enter a whole number')
  })

  it('is said although the page has no such field', () => {
    const { html } = problems({ values: { intent: ['save'] }, errors: { elsewhere: 'Choose where', '': 'Try again' } })
    expect(html).toMatch(/govuk-error-summary[\s\S]*Try again[\s\S]*Choose where/)
  })

  it('is said although it was another of the page’s forms that was sent', () => {
    const values = { intent: ['remove'], maxKm: ['60 miles'] }
    expect(problems({ values, banner: { kind: 'stale', why: 'Somebody else did' } }).html).toContain(
      'Somebody else did',
    )
    const { form, html } = problems({ values, errors: { maxKm: 'Choose one from the list' } })
    expect(html).toContain('Choose one from the list')
    expect(form.text('maxKm')).toEqual({ name: 'maxKm', defaultValue: undefined, error: undefined })
  })
})
