import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asMarkdown, paragraphsOf, plainText, readMarkdown } from './markdown.ts'

const kindsIn = (text: string) => readMarkdown(text).map(({ kind }) => kind)

describe('a text with a little Markdown', () => {
  it('is a tree of headings, lists, quotes and stretches', () => {
    expect(kindsIn('## A\n\nB **c** _d_\n\n- e\n- f\n\n1. g\n\n> h\n\n---')).toEqual([
      'heading',
      'paragraph',
      'list',
      'list',
      'quote',
      'rule',
    ])
    expect(paragraphsOf(readMarkdown('# T\n\nOne.\n\n- two\n- three\n  - deeper\n\n> four'))).toEqual([
      { number: 1, text: 'One.' },
      { number: 2, text: 'two' },
      { number: 3, text: 'three\n• deeper' },
      { number: 4, text: 'four' },
    ])
  })

  it('drops HTML and what only a program reads, and keeps the words', () => {
    const tree = readMarkdown(
      'A <b onclick="x()">bold</b> word.\n\n<div>Kept</div>\n\n<script>alert(1)</script>\n\n<!-- gone -->',
    )
    expect(plainText(tree)).toBe('A bold word.\n\nKept')
    expect(JSON.stringify(tree)).not.toMatch(/onclick|script|alert|<|gone/)
  })

  it('links to pages and addresses only', () => {
    const hrefs = (text: string) => JSON.stringify(readMarkdown(text)).match(/"href":"[^"]*"/g) ?? []
    expect(hrefs('[a](https://a.example) [b](mailto:b@example.org)')).toHaveLength(2)
    for (const url of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      '//a.example',
      '/home',
      'vbscript:x',
    ])
      expect(hrefs(`[words](${url})`)).toEqual([])
    expect(plainText(readMarkdown('[words](javascript:alert(1))'))).toContain('words')
  })

  it('goes no deeper than it can be shown, and loses no word of what does', () => {
    const nested = Array.from({ length: 40 }, (_, depth) => `${'  '.repeat(depth)}- level ${depth}`).join('\n')
    const tree = readMarkdown(nested)
    let depth = 0
    JSON.parse(JSON.stringify(tree), (_, value) => {
      depth = Math.max(depth, Array.isArray(value) ? value.length : 0)
      return value
    })
    for (const level of [0, 5, 20, 39]) expect(plainText(tree)).toContain(`level ${level}`)
    expect(JSON.stringify(tree).length).toBeLessThan(10_000)
  })

  it.each([
    ['100,000 nested lists', `${'- '.repeat(100_000)}a`],
    ['100,000 nested quotes', '>'.repeat(100_000)],
    ['open brackets', '['.repeat(60_000)],
    ['stars', '*_'.repeat(30_000)],
    ['underlined headings', 'a\n=\n'.repeat(15_000)],
    ['a long list', '- a\n'.repeat(15_000)],
    ['lists of lists', '- - - - - - - - - a\n'.repeat(2000)],
    [
      'lists indented further and further',
      Array.from({ length: 240 }, (_, at) => `${' '.repeat(at * 2)}- a`).join('\n'),
    ],
    ['links that never end', '[a](b'.repeat(12_000)],
  ])('reads %s without harm, in a time that can be waited for', (_, text) => {
    const started = performance.now()
    const tree = readMarkdown(text)
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(tree.length).toBeGreaterThan(0)
    // What is drawn from it calls itself once a level: it must not run out of stack.
    expect(plainText(tree).length).toBeGreaterThan(0)
  })

  it('says plain text as it stands, once it is written so that Markdown reads it as the same words', () => {
    const words = fc.array(
      fc.oneof(
        fc.constantFrom('*', '_', '`', '<b>', '[x](y)', '#', '>', '\\', '&', '1.', '-', 'plan'),
        fc.string({ maxLength: 6 }),
      ),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(words, (parts) => {
        const text = `A ${parts
          .join(' ')
          .replace(/\s+/g, ' ')
          .replace(/&[#\w]+;/g, '')
          .trim()}.`
        expect(plainText(readMarkdown(asMarkdown(text))).replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '))
      }),
    )
  })
})
