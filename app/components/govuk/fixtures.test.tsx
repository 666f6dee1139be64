import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { formAdapters } from './fixtures/form-adapters.tsx'
import { hasClass, htmlTree } from './fixtures/html-tree.ts'
import { readFixtures } from './fixtures/macro-options.ts'
import { navigationAdapters } from './fixtures/navigation-adapters.tsx'
import { outOfScope } from './fixtures/out-of-scope.ts'
import { pageAdapters } from './fixtures/page-adapters.tsx'

const adapters = { ...formAdapters, ...pageAdapters, ...navigationAdapters }

/** Left out of GOV.UK's side of the comparison: its crown, licence and copyright are not ours to show. */
const crown = ['govuk-footer__crown', 'govuk-footer__licence-logo', 'govuk-footer__licence-description'].map(hasClass)
const isMeta = hasClass('govuk-footer__meta-item')
const isOurMeta = hasClass('govuk-footer__meta-item--grow')
const isCrown: Parameters<typeof htmlTree>[1] = (element) =>
  crown.some((is) => is(element)) || (isMeta(element) && !isOurMeta(element))

// React complains there of props that it does not know and of lists without keys.
let complaints: MockInstance
beforeEach(() => {
  complaints = vi.spyOn(console, 'error')
})
afterEach(() => {
  expect(complaints).not.toHaveBeenCalled()
  complaints.mockRestore()
})

describe.each(Object.entries(adapters))('%s', (component, adapt) => {
  const fixtures = readFixtures(component)
  const left = outOfScope[component] ?? {}
  const inScope = fixtures.filter((fixture) => !(fixture.name in left))

  it.each(inScope.map((fixture) => [fixture.name, fixture] as const))('%s', (_, { options, html }) => {
    expect(htmlTree(renderToStaticMarkup(adapt(options)))).toBe(htmlTree(html, isCrown))
  })

  it('leaves out only fixtures that exist', () => {
    expect(fixtures.map((fixture) => fixture.name)).toEqual(expect.arrayContaining(Object.keys(left)))
  })
})
