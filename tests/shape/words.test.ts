import { describe, expect, it } from 'vitest'
import { codeIn, isTest, read, sourcesIn } from './source.ts'

const code = codeIn('app', 'services', 'prisma', 'tests')

describe('names', () => {
  it('are kebab-case, and no drawer is called utils', () => {
    const odd = code.filter(
      ({ path }) =>
        !path.split('/').every((part) => /^[.a-z0-9$_-]+(\.[a-z-]+)*\.(ts|tsx|js)$|^[a-z0-9_.$-]+$/.test(part)) ||
        /(^|\/)(utils?|helpers?|lib|common)(\/|\.)/.test(path),
    )
    expect(odd.map(({ path }) => path)).toEqual([])
  })

  it('are the words of the field, not of a market', () => {
    const banned = /\b(vendors?|buyers?|sellers?|gigs?|young offenders?)\b/i
    const texts = [...code, ...sourcesIn('README.md', 'docs', 'services/*.md')]
    expect(
      texts
        .filter(({ path }) => path !== 'tests/shape/words.test.ts')
        .flatMap(({ path, text }) => (banned.test(text) ? [`${path}: ${banned.exec(text)?.[0]}`] : [])),
    ).toEqual([])
  })
})

describe('a day that somebody types', () => {
  it('is asked for with the years that it can lie in', () => {
    const mayBeAnyDay = new Map([
      ['services/core/day.ts', 'holds it to its years'],
      ['services/engagements/ledger/opening.ts', 'pasted figures, which begin in 2000 and end today'],
      ['services/matching/instance.ts', 'files of `npm run plan`, which nobody types into a box'],
      ['services/reviews/team/proposal.ts', 'what was kept of a plan'],
    ])
    const bare = code.filter((source) => !isTest(source) && /\biso\.date\(\)|\biso\.date\(\{/.test(source.text))
    expect(bare.map(({ path }) => path).filter((path) => !mayBeAnyDay.has(path))).toEqual([])
  })
})

describe('files', () => {
  it('do not climb: imports go through # names', () => {
    expect(code.filter(({ text }) => /from '\.\.\//.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('are one idea each: at most 350 lines', () => {
    const long = code.filter(({ path, text }) => !isTest({ path, text }) && text.split('\n').length > 351)
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length}`)).toEqual([])
  })
})

describe('tests', () => {
  it('mock none of our own code, skip nothing and wait for nothing by the clock', () => {
    const sly = /vi\.mock\(|\.(only|todo)\(|waitForTimeout|\bsleep\(/
    expect(
      code
        .filter((source) => (isTest(source) || source.path.startsWith('tests/')) && sly.test(source.text))
        .map(({ path }) => path)
        .filter((path) => path !== 'tests/shape/words.test.ts'),
    ).toEqual([])
  })
})

describe('the README', () => {
  const readme = read('README.md')

  it('lists every environment variable', async () => {
    const { environmentNames } = await import('#services/core/config.ts')
    expect(environmentNames.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  it('lists every script', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'))
    const named = Object.keys(scripts).filter(
      (name) => !readme.includes(name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`),
    )
    expect(named).toEqual([])
  })
})
