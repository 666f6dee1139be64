import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { addEvidenceHtml } from './add-evidence-page.ts'

const places = [1, 2, 3, 4, 5].map((number) => ({
  key: String(number),
  title: `${number}. How well do we plan with children who live more than an hour away from us, and does it show?`,
}))
const threads = [
  { key: 'K2', title: 'Voice of the child and participation' },
  { key: 'K3', title: 'Disproportionality and anti-racism' },
]
const sources = Array.from({ length: 24 }, (_, index) => ({
  value: `session:0197a000-0000-7000-8000-0000000000${String(index + 10)}`,
  label: `09:30 How plans are made number ${index}: case managers of the whole service`,
  isToday: index < 9,
}))
const page = {
  ref: 'PR-2026-822',
  yotName: 'Leeds',
  places: [...places, ...threads],
  sources,
  typed: {},
  errors: {},
  problem: null,
  isLogged: false,
  isAll: false,
  clientKey: '0197a000-0000-7000-8000-000000000001',
  formKey: 'x'.repeat(90),
  owner: '0123456789ab',
}

it('the page on which evidence is logged is at most 6 kB for a large visit, and 2 kB as sent', () => {
  const html = addEvidenceHtml(page)
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(6000)
  expect(gzipSync(html).length).toBeLessThanOrEqual(2048)
  expect(html.match(/type="radio"/g)?.length).toBe(7 + 3 + 12 + 9)
  expect(addEvidenceHtml({ ...page, isAll: true }).match(/name="source"/g)?.length).toBe(24 + 9)
})

it('shows what was typed and what is wrong with it, and lets nothing typed be markup', () => {
  const html = addEvidenceHtml({
    ...page,
    typed: { place: 'K2', source: 'kind:data', text: '<script>alert(1)</script>' },
    errors: { kind: 'Choose what it shows' },
  })
  expect(html).toContain('&#60;script&#62;alert(1)')
  expect(html).not.toContain('<script>alert')
  expect(html).toContain('value="K2" checked')
  expect(html).toContain('<title>Error: Log evidence')
  expect(html).toContain('<a href="#kind">Choose what it shows</a>')
  // What was picked is not folded away.
  expect(html).toContain('<details open>')
})
