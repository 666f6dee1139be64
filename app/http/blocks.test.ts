import { describe, expect, it } from 'vitest'
import type { $ZodType } from 'zod/v4/core'
import { attendanceSchema, courseSchema, namesSchema } from '#services/courses/index.ts'
import { deliverSchema, saveTermsSchema } from '#services/engagements/index.ts'
import { offerSchema } from '#services/enquiries/index.ts'
import { viewSchema } from '#services/fairness/index.ts'
import { minutesSchema } from '#services/meetings/index.ts'
import { progressSchema } from '#services/reports/index.ts'
import { editTeamSchema, kloeThemesSchema, shortlistSchema } from '#services/reviews/index.ts'
import { decisionSchema, refereesSchema } from '#services/vetting/index.ts'
import { codeIn, isTest } from '#tests/shape/source.ts'
import { parseForm } from './form.ts'

type Fields = [name: string, value: string][]

/** As a browser posts them: every box, those left empty too. */
const posted = (schema: $ZodType, fields: Fields) =>
  parseForm(new Request('http://exchange.test/page', { method: 'POST', body: new URLSearchParams(fields) }), schema)

const boxes = (name: string, values: readonly string[]): Fields =>
  values.map((value, index) => [`${name}[${index}]`, value])

const boxesOf = (block: string, values: Record<string, string>): Fields =>
  Object.entries(values).map(([name, value]) => [`${block}.${name}`, value])

const day = (name: string, iso: string): Fields => {
  const [year = '', month = '', date = ''] = iso.split('-')
  return [
    [`${name}-day`, date],
    [`${name}-month`, month],
    [`${name}-year`, year],
  ]
}

const condition = (index: number, text = '', dueOn = ''): Fields => [
  [`conditions[${index}].text`, text],
  ...day(`conditions[${index}].dueOn`, dueOn),
]

const decision: Fields = [
  ['version', '1'],
  ['outcome', 'approve_with_conditions'],
  ['reasons', 'They have led the work for years, and lack only one thing.'],
  ...day('deferredUntil', ''),
]

describe('the conditions of a decision, of which up to three may be set', () => {
  const first = { text: 'Shadow one review', dueOn: '2027-03-27' }
  const third = { text: 'Renew the training', dueOn: '2027-05-01' }

  it.each([
    ['one', [condition(0, first.text, first.dueOn), condition(1), condition(2)], [first]],
    ['the last alone', [condition(0), condition(1), condition(2, third.text, third.dueOn)], [third]],
    [
      'the first and the last',
      [condition(0, first.text, first.dueOn), condition(1), condition(2, third.text, third.dueOn)],
      [first, third],
    ],
  ])('may be %s', async (_, blocks, conditions) => {
    const form = await posted(decisionSchema, [...decision, ...blocks.flat()])
    expect(form).toMatchObject({ ok: true, value: { conditions } })
  })

  it('must be one at least where there are to be conditions', async () => {
    const form = await posted(decisionSchema, [...decision, ...condition(0), ...condition(1), ...condition(2)])
    expect(form).toMatchObject({ problem: { fields: { 'conditions[0].text': 'Set at least one condition' } } })
  })

  it('are none where none are to be', async () => {
    const approved = decision.map(([name, value]): [string, string] => [name, name === 'outcome' ? 'approve' : value])
    const form = await posted(decisionSchema, [...approved, ...condition(0), ...condition(1), ...condition(2)])
    expect(form).toMatchObject({ ok: true, value: { conditions: [] } })
  })

  it('are asked whole, in their own block', async () => {
    const half = [
      ...condition(0, first.text, first.dueOn),
      ...condition(1, 'Half', ''),
      ...condition(2, '', '2027-05-01'),
    ]
    expect(await posted(decisionSchema, [...decision, ...half])).toMatchObject({
      problem: {
        fields: {
          'conditions[1].dueOn': 'Enter the day by which it must be done, like 27 3 2027',
          'conditions[2].text': 'Say what must be done',
        },
      },
    })
  })
})

const choice = '0190a8f0-0000-7000-8000-000000000001'

/** The other blocks that a form repeats, with some of them left empty, and what is read of them. */
const repeated: [what: string, schema: $ZodType, fields: Fields, value: object][] = [
  [
    'sessions and lines of terms',
    saveTermsSchema,
    [
      ['version', '1'],
      ['sessions[0].on', ''],
      ['sessions[0].mode', ''],
      ['lines[0].what', 'A day'],
      ['lines[0].quantity', '1'],
      ['lines[0].unit', 'day'],
      ['lines[0].price', '520'],
      ['lines[0].vat', 'exempt'],
      ['lines[1].what', ''],
      ['lines[1].vat', ''],
    ],
    { sessions: [], lines: [{ what: 'A day', quantity: 100, unit: 'day', price: 52_000, vat: 'exempt' }] },
  ],
  [
    'lines and dates of an offer',
    offerSchema,
    [
      ['version', '1'],
      ['response', 'Gladly.'],
      ['mode', 'on_site'],
      ['lines[0].what', ''],
      ['lines[0].quantity', ''],
      ['lines[0].unit', 'day'],
      ['lines[0].price', ''],
      ['lines[0].vat', 'exempt'],
      ['lines[1].what', 'A day'],
      ['lines[1].quantity', '0.5'],
      ['lines[1].unit', 'day'],
      ['lines[1].price', '£1,560'],
      ['lines[1].vat', 'standard'],
      ...day('dates[0].on', ''),
      ['dates[0].from', '09:30'],
      ['dates[0].to', '16:00'],
      ...day('dates[1].on', '2027-03-27'),
      ['dates[1].from', '09:30'],
      ['dates[1].to', '16:00'],
      ['days', ''],
      ...day('validUntil', ''),
    ],
    {
      lines: [{ what: 'A day', quantity: 50, unit: 'day', price: 156_000, vat: 'standard' }],
      dates: [{ on: '2027-03-27', from: '09:30', to: '16:00' }],
    },
  ],
  [
    'days on which time was given',
    deliverSchema,
    [
      ['version', '1'],
      ['given[0].personId', choice],
      ...day('given[0].on', '2026-07-01'),
      ['given[0].hours', '7.5'],
      ['given[1].personId', ''],
      ['given[1].hours', ''],
    ],
    { given: [{ personId: choice, on: '2026-07-01', hours: 450 }] },
  ],
  [
    'further themes of a question',
    kloeThemesSchema,
    [['version', '1'], ['position', '1'], ...boxes('more', ['', 'A1', ''])],
    { themes: [], more: ['A1'] },
  ],
  [
    'the places of a team',
    editTeamSchema,
    [['version', '1'], ['number', '1'], ['windowId', choice], ...boxes('people', ['', choice, ''])],
    { people: ['', choice, ''] },
  ],
  [
    'the points of a view',
    viewSchema,
    [
      ['points[0].outcome', 'keep'],
      ['points[0].reasons', 'It says what they saw themselves, in words that anybody may use.'],
      ...day('points[0].until', ''),
      ['points[0].to', ''],
      ['points[0].total', ''],
    ],
    { points: [{ outcome: 'keep', reasons: 'It says what they saw themselves, in words that anybody may use.' }] },
  ],
  [
    'what became of each action',
    progressSchema,
    [
      ['version', '1'],
      ['outcomes[0].id', choice],
      ['outcomes[0].outcome', 'done'],
    ],
    { outcomes: [{ id: choice, outcome: 'done' }] },
  ],
  [
    'sessions and kept places of a course',
    courseSchema,
    [
      ...day('sessions[0].on', '2027-03-27'),
      ...boxesOf('sessions[0]', { from: '09:30', to: '12:30' }),
      // Times stand in the boxes of a session that is none.
      ...day('sessions[1].on', ''),
      ...boxesOf('sessions[1]', { from: '09:30', to: '12:30' }),
      ...boxesOf('kept[0]', { region: '', places: '' }),
      ...boxesOf('kept[1]', { region: 'Wales', places: '2' }),
      ['mode', 'on_site'],
      ['place', 'Town hall'],
      ['places', '12'],
      ['least', ''],
      ...day('leastBy', ''),
      ...day('bookUntil', '2027-03-20'),
      ['lateDays', ''],
      ['latePercent', ''],
    ],
    {
      sessions: [{ on: '2027-03-27', from: '09:30', to: '12:30' }],
      kept: [{ region: 'Wales', places: 2 }],
      lateDays: 10,
      latePercent: 0,
      trainers: [],
    },
  ],
  [
    'who comes to a course, some of them not named yet',
    namesSchema,
    [
      ...boxesOf('names[0]', { id: choice, version: '1', attendee: 'Fee O’Néill', address: '' }),
      ...boxesOf('names[1]', { id: choice, version: '2', attendee: '', address: '' }),
    ],
    {
      names: [
        { id: choice, version: 1, attendee: 'Fee O’Néill' },
        { id: choice, version: 2, attendee: '' },
      ],
    },
  ],
  [
    'who came to a course, where it is not said of everybody',
    attendanceSchema,
    [
      ...boxesOf('marks[0]', { id: choice, version: '1', came: 'yes' }),
      ...boxesOf('marks[1]', { id: choice, version: '3', was: '' }),
    ],
    {
      marks: [
        { id: choice, version: 1, came: 'yes' },
        { id: choice, version: 3 },
      ],
    },
  ],
  [
    'what was said and decided at a meeting',
    minutesSchema,
    [
      ['version', '3'],
      // Every item of the agenda has a box; its title stands there whether or not it was talked about.
      ...boxesOf('notes[0]', { title: 'Referrals', text: '' }),
      ...boxesOf('notes[1]', { title: 'Any other business', text: 'None.' }),
      ...[0, 1].flatMap((at) => [
        ...boxesOf(`decisions[${at}]`, { title: '', decided: '', reasons: '', alternatives: '', conflicts: '' }),
        ...day(`decisions[${at}].reviewOn`, ''),
      ]),
      ...boxesOf('decisions[2]', { title: 'One form', decided: 'It is used.', reasons: 'Asked for.' }),
      ...boxesOf('decisions[2]', { alternatives: 'None.', conflicts: 'None.' }),
      ...day('decisions[2].reviewOn', '2027-05-01'),
    ],
    {
      version: 3,
      notes: [{ title: 'Any other business', text: 'None.' }],
      decisions: [{ title: 'One form', reviewOn: '2027-05-01' }],
    },
  ],
  ['the proposals of a shortlist', shortlistSchema, boxes('numbers', ['2']), { numbers: [2] }],
]

describe('a block that is left empty', () => {
  it.each(repeated)('is nothing among %s', async (_, schema, fields, value) => {
    expect(await posted(schema, fields)).toMatchObject({ ok: true, value })
  })

  it('is asked for where both are needed: the referees', async () => {
    const referee = (index: number, [name, email, relation]: readonly [string, string, string]): Fields => [
      [`referees[${index}].name`, name],
      [`referees[${index}].email`, email],
      [`referees[${index}].relation`, relation],
      ...day(`referees[${index}].commissionedOn`, ''),
    ]
    const first = referee(0, ['Rosa First', 'rosa@example.org', 'Led me'])
    const both = [...first, ...referee(1, ['Sam Second', 'sam@example.org', 'Worked with me'])]
    expect(await posted(refereesSchema, [['version', '1'], ...both])).toMatchObject({ ok: true })
    expect(await posted(refereesSchema, [['version', '1'], ...first, ...referee(1, ['', '', ''])])).toMatchObject({
      problem: { fields: { 'referees[1].name': 'Enter the second referee’s name' } },
    })
  })

  it('is looked at here for every form that repeats one', () => {
    const found = codeIn('app/routes', 'app/components').flatMap((source) =>
      [...(isTest(source) ? '' : source.text).matchAll(/[`"'](\w+)\[(?:\$\{[^}]*\}|\d)\]/g)].flatMap(
        ([, name]) => name ?? [],
      ),
    )
    expect([...new Set(found)].sort()).toEqual([
      'conditions',
      'dates',
      'decisions',
      'given',
      'kept',
      'lines',
      'marks',
      'more',
      'names',
      'notes',
      'numbers',
      'outcomes',
      'people',
      'points',
      'referees',
      'sessions',
    ])
  })
})
