import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localPath } from './local-path.ts'

describe('a path of this site', () => {
  it.each([
    ['/reviews/PR-2026-014?tab=team#top', '/reviews/PR-2026-014?tab=team#top'],
    ['/offerings?q=Ŵyn', '/offerings?q=%C5%B4yn'],
    ['/yots/sir-fôn', '/yots/sir-f%C3%B4n'],
    ['/a/./b/../c', '/a/c'],
    ['/home?returnTo=//elsewhere.example', '/home?returnTo=//elsewhere.example'],
  ])('%s is %s', (given, path) => {
    expect(localPath(given)).toBe(path)
  })

  it.each([
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/./\\elsewhere.example/x',
    '/.//elsewhere.example/x',
    '/a/..//elsewhere.example',
    '/%2e/\\elsewhere.example',
    '/%5Celsewhere.example',
    '/%2Felsewhere.example',
    '/\t/elsewhere.example',
    '/\n\\elsewhere.example',
    ' //elsewhere.example',
    'javascript:alert(1)',
    'home',
    '',
  ])('%j is none', (given) => {
    expect(localPath(given)).toBeNull()
  })

  it('is, whatever it is made of, plain ASCII that stays on this site however often it is resolved and decoded', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2F',
      '%5C',
      '\t',
      '\r\n',
      ' ',
      ':',
      '@',
      '?',
      '#',
      'x',
      'é',
      '💩',
    )
    const path = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
    fc.assert(
      fc.property(path, (pieces) => {
        const found = localPath(`/${pieces.join('')}`)
        if (found === null) return
        expect(found).toMatch(/^\/(?!\/)[\x21-\x7e]*$/)
        expect(localPath(found)).toBe(found)
        const site = 'https://exchange.example'
        for (const read of [found, found.replace(/%5c/gi, '\\').replace(/%2f/gi, '/')])
          expect(new URL(read, `${site}/sign-in`).origin).toBe(site)
      }),
      { numRuns: 3000 },
    )
  })
})
