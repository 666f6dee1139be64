import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lifetime, theseYears, typedDay, workingLife } from '#services/core/day.ts'
import { parseForm } from './form.ts'

const post = (fields: [string, string][], url = 'http://exchange.test/page') => {
  const body = new URLSearchParams(fields)
  return new Request(url, { method: 'POST', body })
}

const schema = z.object({
  title: z.string({ error: 'Enter a title' }).max(20, 'The title must be 20 characters or fewer'),
  days: z.number({ error: 'Enter the number of days' }).int().optional(),
  isRemote: z.boolean().optional(),
  startsOn: z.iso.date({ error: 'Enter the first day, like 27 3 2027' }).optional(),
  themes: z.array(z.string()).optional(),
  kloes: z.array(z.object({ question: z.string({ error: 'Enter the question' }) })).optional(),
})

describe('parseForm', () => {
  it('gives the schema’s value from names that say the shape', async () => {
    const form = await parseForm(
      post([
        ['title', 'Leeds'],
        ['days', '3'],
        ['isRemote', 'on'],
        ['themes', 'A1'],
        ['themes', 'K2'],
        ['kloes[0].question', 'How well?'],
        ['kloes[1].question', 'How soon?'],
      ]),
      schema,
    )
    expect(form).toMatchObject({
      ok: true,
      value: {
        title: 'Leeds',
        days: 3,
        isRemote: true,
        themes: ['A1', 'K2'],
        kloes: [{ question: 'How well?' }, { question: 'How soon?' }],
      },
    })
  })

  it('says what is wrong with each field under the name that the form used, and keeps what was typed', async () => {
    const form = await parseForm(
      post([
        ['title', ''],
        ['days', 'three'],
        ['kloes[0].question', ''],
      ]),
      schema,
    )
    expect(form).toMatchObject({
      ok: false,
      problem: {
        kind: 'invalid',
        fields: {
          title: 'Enter a title',
          days: 'Enter the number of days',
          'kloes[0].question': 'Enter the question',
        },
      },
      values: { title: [''], days: ['three'], 'kloes[0].question': [''] },
    })
  })

  it('never refuses without a word: not for a rule whose sentence is empty, nor for a field that the form does not hold', async () => {
    const silent = z.object({ maxKm: z.coerce.number({ error: '' }).optional(), elsewhere: z.string({ error: '' }) })
    const form = await parseForm(post([['maxKm', '60 miles']]), silent)
    expect(form).toMatchObject({
      ok: false,
      problem: { fields: { maxKm: 'Check what you entered here', elsewhere: 'Check what you entered here' } },
    })
  })

  it.each([
    [['27', '3', '2027'], '2027-03-27'],
    [['1', 'Sept', '2027'], '2027-09-01'],
    [['1', 'march', '2027'], '2027-03-01'],
    [['', '', ''], undefined],
  ])('reads the date %j as %s', async ([day = '', month = '', year = ''], iso) => {
    const fields: [string, string][] = [
      ['title', 'x'],
      ['startsOn-day', day],
      ['startsOn-month', month],
      ['startsOn-year', year],
    ]
    const form = await parseForm(post(fields), schema)
    expect(form.ok && form.value.startsOn).toBe(iso)
  })

  it.each([
    [['31', '2', '2027'], 'The first day must be a real date'],
    [['29', '2', '2026'], 'The first day must be a real date'],
    [['27', '', '2027'], 'The first day must include a month'],
    [['27', '', ''], 'The first day must include a month and year'],
    [['1', '1', '27'], 'The first day must have 4 numbers for the year'],
    [['a', 'b', 'c'], 'The first day must be a real date'],
  ])(
    'refuses the date %j under the date’s own name, saying why, with its boxes as typed',
    async ([day = '', month = '', year = ''], sentence) => {
      const fields: [string, string][] = [
        ['title', 'x'],
        ['startsOn-day', day],
        ['startsOn-month', month],
        ['startsOn-year', year],
      ]
      expect(await parseForm(post(fields), schema)).toMatchObject({
        ok: false,
        problem: { fields: { startsOn: sentence } },
        values: { 'startsOn-day': [day], 'startsOn-month': [month], 'startsOn-year': [year] },
      })
    },
  )

  it.each([
    ['0001', workingLife],
    ['0027', workingLife],
    ['1899', lifetime],
    ['2919', lifetime],
    ['9027', theseYears],
  ])('refuses a day in the year %s, which nobody can mean, naming the year', async (year, years) => {
    const asked = z.object({ since: typedDay('Enter their first day, like 1 4 2027', years) })
    const form = await parseForm(
      post([
        ['since-day', '1'],
        ['since-month', '4'],
        ['since-year', year],
      ]),
      asked,
    )
    expect(!form.ok && form.problem.fields.since).toMatch(
      new RegExp(`^Their first day must have a year from \\d{4} to \\d{4}, not ${year}$`),
    )
  })

  it('names a form by all that is in it: the same sent again is the same, changed it is another', async () => {
    const key = async (fields: [string, string][], url?: string) => (await parseForm(post(fields, url), schema)).key
    const first = await key([
      ['formKey', 'k'],
      ['title', 'a'],
    ])
    expect(
      await key([
        ['formKey', 'k'],
        ['title', 'a'],
      ]),
    ).toBe(first)
    const others = [
      await key([
        ['formKey', 'k'],
        ['title', 'b'],
      ]),
      await key([
        ['formKey', 'l'],
        ['title', 'a'],
      ]),
      await key(
        [
          ['formKey', 'k'],
          ['title', 'a'],
        ],
        'http://exchange.test/other',
      ),
    ]
    expect(new Set([first, ...others]).size).toBe(4)
    expect(await key([['title', 'a']])).toBeNull()
  })

  it('answers whatever is sent with a value or with sentences, and always with what was typed', async () => {
    const name = fc.oneof(
      fc.constantFrom(
        'title',
        'days',
        'themes',
        'kloes[0].question',
        'startsOn-day',
        '__proto__',
        'constructor',
        'a[b',
        'a..b',
        '[0]',
        'kloes[99999].question',
        '__intent__',
        '__proto__[x]',
        '',
      ),
      fc.string(),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, fc.string()), { maxLength: 8 }), async (fields) => {
        const form = await parseForm(post(fields), schema)
        if (!form.ok) {
          const sentences = Object.values(form.problem.fields)
          expect(sentences.length).toBeGreaterThan(0)
          for (const sentence of sentences) expect(sentence).toMatch(/\S/)
        }
        for (const [sent, value] of fields) {
          const kept = Object.entries(form.values).find(([name]) => name === sent)?.[1]
          expect(kept).toContain(value.replaceAll('\0', ''))
        }
      }),
      { numRuns: 300 },
    )
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
    expect('x' in {}).toBe(false)
  })

  it('counts a line break once, as the counter beside the box does', async () => {
    const title = Array.from({ length: 10 }, () => 'a').join('\r\n')
    const fits = await parseForm(post([['title', `${title}\r\n`]]), schema)
    expect(fits).toMatchObject({ ok: true, value: { title: `${title.replaceAll('\r\n', '\n')}\n` } })
    expect(await parseForm(post([['title', `${title}\r\nbb`]]), schema)).toMatchObject({ ok: false })
  })

  it.each(['\u200b', '\u00ad\u00ad', '\u3164', '\u2800', '\u202e\u202c', '\u200d', '\ufeff', '\u0007'])(
    'takes what nobody sees for nothing: %j',
    async (unseen) => {
      const form = await parseForm(
        post([
          ['title', unseen],
          ['kloes[0].question', unseen],
        ]),
        schema,
      )
      expect(form).toMatchObject({ ok: false, problem: { fields: { title: 'Enter a title' } } })
    },
  )
})
