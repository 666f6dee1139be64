import { createHash } from 'node:crypto'
import type { ReviewStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { pdfFile } from '#tests/factories/files.ts'
import { date, type Sending, type Visit } from './visit.ts'
import type { World } from './world.ts'

const ids = {
  session: '0197a000-0000-7000-8000-000000000001',
  entry: '0197a000-0000-7000-8000-000000000002',
  other: '0197a000-0000-7000-8000-000000000003',
  finding: '0197a000-0000-7000-8000-000000000004',
  document: '0197a000-0000-7000-8000-000000000005',
  voice: '0197a000-0000-7000-8000-000000000006',
  workbook: '0197a000-0000-7000-8000-000000000007',
  link: '0197a000-0000-7000-8000-000000000008',
}

/** The world's review at work: a session, two entries of the co-lead's under a finding. */
export const atWork =
  (status: ReviewStatus = 'on_site', entryStatus: 'logged' | 'set_aside' = 'logged'): Sending['given'] =>
  async ({ db, clock }: Ctx, { review, the }: World) => {
    await db.reviewRequest.update({ where: { id: review.id }, data: { status, version: 1 } })
    await db.programmeSession.create({
      data: {
        id: ids.session,
        requestId: review.id,
        day: dateFromIso('2026-08-03'),
        startsAt: 570,
        endsAt: 630,
        room: 'Room 1',
        title: 'How plans are made',
        with: 'Case managers',
        groupKey: 'case managers',
        sourceKind: 'focus_group',
      },
    })
    const entry = {
      requestId: review.id,
      goldenThread: 'K3',
      kind: 'strength' as const,
      authorId: the('coLead').id,
      text: 'Everybody says the same.',
      writtenAt: clock.now(),
      loggedAt: clock.now(),
    }
    await db.evidence.createMany({
      data: [
        {
          ...entry,
          id: ids.entry,
          status: entryStatus,
          sourceKind: 'focus_group',
          sessionId: ids.session,
          clientKey: 'one',
        },
        { ...entry, id: ids.other, status: 'logged', sourceKind: 'data', clientKey: 'two' },
      ],
    })
    const bytes = new Uint8Array(pdfFile())
    const hash = createHash('sha256').update(bytes).digest('hex')
    const added = { addedById: the('ownLead').id, addedAt: clock.now() }
    await db.storedBytes.create({ data: { hash, bytes } })
    await db.caseDocument.create({
      data: {
        id: ids.document,
        requestId: review.id,
        title: 'Board papers',
        owner: 'The board',
        publication: 'withheld',
        ...added,
        versions: {
          create: { number: 1, hash, fileName: 'board.pdf', type: 'application/pdf', size: bytes.length, ...added },
        },
      },
    })
    await db.youngVoice.create({
      data: { id: ids.voice, requestId: review.id, kind: 'question', text: 'Why?', gathered: 'By vote', ...added },
    })
    await db.finding.create({
      data: {
        id: ids.finding,
        requestId: review.id,
        goldenThread: 'K3',
        position: 1,
        status: 'draft',
        kind: 'strength',
        title: 'One voice',
        text: 'Everybody says the same.',
        draftedById: the('coLead').id,
        draftedAt: clock.now(),
        entries: { create: [ids.entry, ids.other].map((evidenceId) => ({ evidenceId, isAgainst: false })) },
      },
    })
  }

const at =
  (page: string) =>
  ({ review }: World) =>
    `/reviews/${review.ref}/${page}`

const sent = (fields: Record<string, string | string[]>, given = atWork()): Sending => ({ given, fields: () => fields })

const words = { kind: 'strength', title: 'One voice', text: 'Nearly everybody says the same.' }
const session = {
  title: 'The board',
  with: 'Board members',
  sourceKind: 'interview',
  ...date('day', '2026-08-04'),
  startsAt: '09:30',
  endsAt: '10:30',
}

const file = () => new File([new Uint8Array(pdfFile('anew'))], 'anew.pdf')

const token = 'a-link-of-the-matrix'

/** The review preparing with its self-assessment. */
const withWorkbook: Sending['given'] = async (ctx, world) => {
  await atWork('preparing')?.(ctx, world)
  await openWorkbook(ctx, world)
}

/** The self-assessment with one statement, and somebody's link to it. */
export const openWorkbook: NonNullable<Sending['given']> = async (ctx, world) => {
  const { id: subjectId } = world.review
  const openedAt = ctx.clock.now()
  await ctx.db.workbook.create({
    data: {
      id: ids.workbook,
      kind: 'review-self-assessment',
      subjectId,
      sides: ['host', 'team'],
      openedAt,
      statements: { create: { position: 1, group: 'Plans', text: 'We plan with the child.' } },
      contributors: {
        create: {
          id: ids.link,
          side: 'host',
          name: 'Ash Reed',
          tokenHash: createHash('sha256').update(token).digest('hex'),
          invitedById: world.the('ownLead').id,
          invitedAt: openedAt,
        },
      },
    },
  })
}

const mark = { version: '0', mark: '7', confidence: 'some', evidence: 'Our audit.' }

export const fieldworkVisits: Record<string, Visit> = {
  'reviews/:ref/workbook': {
    at: at('workbook'),
    given: withWorkbook,
    send: {
      'send it': sent({ intent: 'send' }, withWorkbook),
      'add a statement': sent({ intent: 'add', group: 'Ours', text: 'Every school knows whom to ring.' }, withWorkbook),
      'ask somebody by a link': sent({ intent: 'invite', name: 'Ash', address: 'ash@example.org' }, withWorkbook),
      'end a link': sent({ intent: 'end', id: ids.link }, withWorkbook),
    },
  },
  'reviews/:ref/workbook/:statement': {
    at: at('workbook/1'),
    given: withWorkbook,
    send: { 'say how far it is so': sent(mark, withWorkbook) },
  },
  'reviews/:ref/compare': { at: at('compare'), given: withWorkbook },
  'workbooks/:token': {
    at: () => `/workbooks/${token}`,
    given: withWorkbook,
    send: {
      'say how far one is so': { ...sent(mark, withWorkbook), to: () => `/workbooks/${token}?statement=1` },
    },
  },
  'reviews/:ref/steps': {
    at: at('steps'),
    given: atWork('preparing'),
    send: {
      'tick the team call off': {
        given: atWork('preparing'),
        fields: () => ({ step: 'team-call', isDone: 'yes', ...date('happenedOn', '2026-06-01') }),
      },
    },
  },
  'reviews/:ref/people': {
    at: at('people'),
    given: atWork('preparing'),
    send: { 'write to the others': sent({ text: 'Parking is behind the court.', to: 'everybody' }) },
  },
  'reviews/:ref/documents': {
    at: at('documents'),
    given: atWork('preparing'),
    send: {
      'add one': {
        given: atWork('preparing'),
        fields: () => ({ title: 'Plan', owner: 'The service', publication: 'published', file: file() }),
      },
    },
  },
  'reviews/:ref/documents/:id': {
    at: at(`documents/${ids.document}`),
    given: atWork('preparing'),
    send: {
      'add a version': {
        given: atWork('preparing'),
        fields: () => ({ intent: 'replace', version: '1', file: file() }),
      },
      'take it back': sent({ intent: 'withdraw', version: '1' }, atWork('preparing')),
    },
  },
  'reviews/:ref/documents/:id/:number': { at: at(`documents/${ids.document}/1`), given: atWork('preparing') },
  'reviews/:ref/young-people': {
    at: at('young-people'),
    given: atWork('preparing'),
    send: {
      'add something': sent(
        { intent: 'add', kind: 'question', text: 'Do workers keep what they promise?', gathered: 'By vote' },
        atWork('preparing'),
      ),
      'take something back': sent({ intent: 'remove', id: ids.voice }, atWork('preparing')),
    },
  },
  'reviews/:ref/programme': {
    at: at('programme'),
    given: atWork('preparing'),
    send: {
      'add a session': { given: atWork('preparing'), fields: () => ({ intent: 'save', ...session }) },
      'call a session off': sent({ intent: 'call-off', sessionId: ids.session, version: '1' }, atWork('preparing')),
    },
  },
  'reviews/:ref/evidence': { at: at('evidence'), given: atWork() },
  'reviews/:ref/evidence/add': {
    at: at('evidence/add'),
    given: atWork(),
    send: {
      'log it': sent({
        place: '1',
        kind: 'area',
        source: 'kind:observation',
        text: 'The waiting room is cold.',
        clientKey: '0197a000-0000-7000-8000-00000000000a',
      }),
    },
  },
  'reviews/:ref/evidence/:id': {
    at: at(`evidence/${ids.entry}`),
    given: atWork(),
    send: {
      'change it': sent({
        intent: 'edit',
        version: '1',
        place: 'K3',
        kind: 'area',
        source: 'kind:data',
        sourceKind: 'data',
        text: 'Two of five say so.',
      }),
      'set it aside': sent({ intent: 'set-aside', version: '1', reasons: 'Misheard.' }),
      'take it up again': sent({ intent: 'restore', version: '1' }, atWork('on_site', 'set_aside')),
    },
  },
  'reviews/:ref/wall': { at: at('wall'), given: atWork() },
  'reviews/:ref/tonight': { at: at('tonight'), given: atWork() },
  'reviews/:ref/findings': { at: at('findings'), given: atWork() },
  'reviews/:ref/findings/:place': {
    at: at('findings/K3'),
    given: atWork(),
    send: {
      'draft one': sent({ intent: 'draft', place: 'K3', ...words, entries: [ids.entry] }),
      'change one': sent({ intent: 'change', findingId: ids.finding, version: '1', place: 'K3', ...words }),
      'agree to one': sent({ intent: 'agree', findingId: ids.finding, edition: '1' }),
      'drop one': sent({ intent: 'drop', findingId: ids.finding, version: '1', reasons: 'It was a mistake.' }),
    },
  },
  'reviews/:ref/presentation': { at: at('presentation'), given: atWork('presented') },
}
