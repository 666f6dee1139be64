import type { EvidenceKind, SourceKind } from '#prisma/generated/enums.ts'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import {
  addDocument,
  addYoungVoice,
  agreeFinding,
  answerStatement,
  draftFinding,
  logEvidence,
  saveSession,
  workbookPage,
  writeOnCase,
} from '#services/fieldwork/index.ts'
import { tickStep } from '#services/reviews/index.ts'
import { idOf, workdayOf } from './identity.ts'
import { type PastReview, pastReviews } from './past-work.ts'
import { as, done } from './steps.ts'
import { visitingReviews } from './visits.ts'

/* The work of three visits: one prepared, one on site, one presented. Each step by its person on its day. */

type Visit = { past: PastReview; id: string; ref: string; startsOn: string; today: string }

const leadsOf = ({ team }: PastReview) => team.flatMap(([name, role]) => (role === 'co_lead' ? [name] : []))

const plannedSessions: { title: string; with: string; sourceKind: SourceKind; at: string; to: string; room: string }[] =
  [
    {
      title: 'How plans are made',
      with: 'Case managers',
      sourceKind: 'focus_group',
      at: '09:30',
      to: '10:30',
      room: 'Room 2',
    },
    {
      title: 'What the board asks',
      with: 'Chair of the board',
      sourceKind: 'interview',
      at: '11:00',
      to: '12:00',
      room: 'Board room',
    },
    {
      title: 'What it is like here',
      with: 'Young advisers, with their worker',
      sourceKind: 'children_and_carers',
      at: '14:00',
      to: '15:00',
      room: 'Den',
    },
    { title: 'Ten files', with: 'File reading', sourceKind: 'case_records', at: '14:30', to: '16:00', room: 'Room 2' },
  ]

const planVisit = async (ctx: Ctx, { past, ref, startsOn, today }: Visit): Promise<string[]> => {
  const on = workdayOf(addDays(startsOn < today ? startsOn : today, startsOn < today ? -12 : -3))
  const host = await as(ctx, past.host, on)
  const ids: string[] = []
  for (const [index, { at, to, ...session }] of plannedSessions.entries()) {
    const made = done(
      await saveSession(host, ref, {
        ...session,
        day: addDays(startsOn, index === 3 ? 1 : 0),
        startsAt: at,
        endsAt: to,
        people: [],
      }),
    )
    ids.push(made.id)
  }
  return ids
}

const pdf = (text: string) => new File([`%PDF-1.7\n% ${text}\n%%EOF\n`], `${text}.pdf`)

/** What is there before the team comes: documents, young people's questions, words between the two sides, a half-filled workbook. */
const prepare = async (ctx: Ctx, visit: Visit) => {
  const { past, ref, startsOn, today } = visit
  const on = workdayOf(addDays(startsOn < today ? startsOn : today, startsOn < today ? -20 : -4))
  const host = await as(ctx, past.host, on)
  for (const [title, owner, publication] of [
    ['Youth justice plan', 'The service', 'published'],
    ['Board papers of the last year', 'Management board', 'withheld'],
  ] as const) {
    done(await addDocument(host, ref, { title, owner, publication, file: pdf(title) }))
  }
  done(
    await addYoungVoice(host, ref, {
      kind: 'question',
      text: 'Do workers keep what they promise, and who tells us when a plan changes?',
      gathered: 'Our young advisers, who chose it by vote',
    }),
  )
  const [lead = ''] = leadsOf(past)
  done(
    await writeOnCase(host, ref, {
      text: 'Parking is behind the court. Reception knows you by name.',
      to: 'everybody',
    }),
  )
  done(
    await writeOnCase(await as(ctx, lead, on), ref, { text: 'Shall we meet at eight on the first day?', to: 'team' }),
  )
  const { statements } = done(await workbookPage(host, ref))
  for (const { position } of statements.slice(0, Math.ceil(statements.length / 2))) {
    done(
      await answerStatement(host, ref, position, {
        version: 0,
        mark: position % 3 === 0 ? '4' : '7',
        confidence: position % 2 === 0 ? 'high' : 'some',
        evidence: 'Our audit of twelve plans in spring, and what the board was told of it.',
        whyNotApplicable: '',
      }),
    )
  }
}

type Told = [place: string, kind: EvidenceKind, session: number | SourceKind, text: string]

const told: Told[] = [
  ['1', 'strength', 0, 'Every case manager described the same first week, without being asked.'],
  ['1', 'strength', 3, 'Eight of ten files show the plan in the child’s own words.'],
  ['1', 'area', 'data', 'One in four plans was not looked at again within three months.'],
  ['2', 'area', 1, 'The chair could not say what changed because of the last audit.'],
  ['2', 'area', 'document', 'Papers report numbers of meetings, and not what came of them.'],
  ['2', 'question', 0, 'Do practitioners ever hear what the board decided?'],
  ['K2', 'strength', 2, 'Young advisers chose the questions for interviews, and were told what came of it.'],
  ['K2', 'strength', 3, 'Complaints by children are answered in the file, in plain words.'],
  ['K3', 'area', 'data', 'Black children are twice as likely to be breached as others here.'],
  ['K3', 'area', 1, 'The board has seen this and has not yet asked why.'],
]

const sayings: Record<string, { kind: 'strength' | 'area'; title: string; text: string }> = {
  '1': {
    kind: 'strength',
    title: 'A shared first week',
    text: 'Everybody plans the first week alike, with the child, and it shows in the files.',
  },
  '2': {
    kind: 'area',
    title: 'Ask what came of it',
    text: 'The board hears how much was done. It could ask what changed for children.',
  },
  K2: {
    kind: 'strength',
    title: 'Asked, and answered',
    text: 'Children choose questions that matter and hear what came of them.',
  },
  K3: {
    kind: 'area',
    title: 'From seeing to asking why',
    text: 'Everybody knows the numbers on breach. Nobody owns finding out why.',
  },
}

/** Evidence of a visit, and findings under these places; those in `agreed` by all who co-lead. */
const work = async (ctx: Ctx, visit: Visit, sessions: string[], found: { drafted: string[]; agreed: string[] }) => {
  const { past, ref, startsOn, id } = visit
  const writers = past.team.map(([name]) => name)
  const entries = new Map<string, string[]>()
  for (const [index, [place, kind, source, text]] of told.entries()) {
    const author = await as(ctx, writers[index % writers.length] ?? '', startsOn)
    const made = done(
      await logEvidence(author, ref, {
        place,
        kind,
        source: typeof source === 'number' ? `session:${sessions[source] ?? ''}` : `kind:${source}`,
        text,
        clientKey: idOf('entry', id, index),
        writtenAt: undefined,
      }),
    )
    if (kind !== 'question') entries.set(place, [...(entries.get(place) ?? []), made.id])
  }
  const [lead = '', ...others] = leadsOf(past)
  for (const place of found.drafted) {
    const saying = sayings[place]
    if (!saying) continue
    const by = await as(ctx, lead, startsOn)
    const own = { whyDespite: '', whyNoChildren: '', against: [], entries: entries.get(place) ?? [] }
    const finding = done(await draftFinding(by, ref, { place, ...saying, ...own }))
    if (!found.agreed.includes(place)) continue
    for (const name of [lead, ...others]) {
      done(await agreeFinding(await as(ctx, name, startsOn), ref, finding.id, { edition: 1 }))
    }
  }
}

export const seedFieldwork = async (ctx: Ctx, today: string): Promise<void> => {
  const [preparing, onSite] = visitingReviews
  const presented = pastReviews.find(({ status }) => status === 'presented')
  if (!preparing || !onSite || !presented) throw new Error('The visits are missing')
  const visitOf = async (past: PastReview): Promise<Visit> => {
    const row = await ctx.db.reviewRequest.findUniqueOrThrow({
      where: { id: idOf('review', past.yotCode, past.daysAgo) },
      select: { id: true, ref: true, startsOn: true },
    })
    return { past, id: row.id, ref: row.ref, startsOn: row.startsOn?.toISOString().slice(0, 10) ?? today, today }
  }
  const tick = async ({ past, ref, startsOn }: Visit, step: 'documents' | 'team-call', before: number) => {
    const on = workdayOf(addDays(startsOn, -before))
    const [lead = ''] = leadsOf(past)
    const by = await as(ctx, step === 'documents' ? past.host : lead, on)
    done(await tickStep(by, ref, { step, isDone: 'yes', happenedOn: on, note: '' }))
  }
  const first = await visitOf(preparing)
  await planVisit(ctx, first)
  await prepare(ctx, first)

  const second = await visitOf(onSite)
  await prepare(ctx, second)
  await tick(second, 'documents', 20)
  await tick(second, 'team-call', 8)
  await work(ctx, second, await planVisit(ctx, second), { drafted: ['1', '2'], agreed: ['1'] })

  const third = await visitOf(presented)
  await tick(third, 'documents', 20)
  await tick(third, 'team-call', 8)
  const places = ['1', '2', 'K2', 'K3']
  await work(ctx, third, await planVisit(ctx, third), { drafted: places, agreed: places })
}
