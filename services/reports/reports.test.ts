import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '#services/core/access.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { readMarkdown, writeDocx } from '#services/documents/index.ts'
import { reviewPage, reviewTasks } from '#services/reviews/index.ts'
import { makeFieldPeople } from '#tests/factories/fieldwork.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import type { MadePerson } from '#tests/factories/person.ts'
import { makePerson } from '#tests/factories/person.ts'
import { got, makeReported } from '#tests/factories/report.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { officePath } from '#tests/setup/supplies.ts'
import { accuracySilence, giveComments } from './accuracy-clock.ts'
import { accuracyPage, commentPage } from './accuracy-page.ts'
import { answerComment } from './answer-comment.ts'
import { makeComment, withdrawComment } from './comment.ts'
import { finaliseReport } from './finalise-report.ts'
import { makeDocument, reportDocument } from './report-document.ts'
import { printedReport, reportPage } from './report-page.ts'
import { keepAside, saveSection } from './save-section.ts'
import { sectionPage } from './section-page.ts'
import { readThrough, sendForAccuracy } from './send-for-accuracy.ts'

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (person: MadePerson) => database.ctx(person.actor)
let people: Awaited<ReturnType<typeof makeFieldPeople>>

beforeAll(async () => {
  database.setNow('2026-06-02')
  people = await makeFieldPeople(database.ctx())
}, 60_000)

const hosts = [
  'hackney',
  'camden',
  'lambeth',
  'bexley',
  'barnet',
  'brent',
  'bromley',
  'croydon',
  'ealing',
  'enfield',
  'greenwich',
  'haringey',
  'harrow',
  'havering',
  'hillingdon',
]
let used = 0
const reported = (stage?: Parameters<typeof makeReported>[2]['stage']) =>
  makeReported(database.ctx(), people, { yotCode: hosts[used++] ?? 'merton', ...(stage ? { stage } : {}) })

const page = async (person: MadePerson, ref: string) => got(await reportPage(as(person), ref))
const partOf = async (person: MadePerson, ref: string, key: string) =>
  got(await sectionPage(as(person), ref, key, null))
const notFound = { problem: { kind: 'not-found' } }
const status = async (id: string) => (await db().reviewRequest.findUniqueOrThrow({ where: { id } })).status
const slip = { kind: 'slip' as const, text: 'It is 14, not 12.', evidence: '', datedOn: undefined }

describe('a report', () => {
  it('is put together from the findings, once, for the team alone', async () => {
    const { id, ref, coLeads, reviewer, observer, head, coordinator } = await reported()
    const { parts, title, status } = await page(reviewer, ref)
    expect(title).toContain('Peer review of')
    expect(status).toBe('drafting')
    expect(parts.map(({ key }) => key)).toEqual(['summary', '1', '2', 'K2', 'K3', 'practice', 'areas', 'next'])
    expect(JSON.stringify(parts)).toContain('Matter 2 is planned early.')
    const areas = parts.find(({ key }) => key === 'areas')?.tree[0]
    expect(areas?.kind === 'list' && areas.items).toHaveLength(4)
    await Promise.all([page(coLeads[0], ref), page(coLeads[1], ref), page(observer, ref)])
    expect(await db().report.count({ where: { reviewId: id } })).toBe(1)
    const stranger = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent' }] })
    for (const person of [head, coordinator, stranger]) {
      expect(await reportPage(as(person), ref)).toMatchObject(notFound)
      expect(await printedReport(as(person), ref)).toMatchObject(notFound)
      expect(await sectionPage(as(person), ref, 'summary', null)).toMatchObject(notFound)
      expect(await reportDocument(as(person), ref)).toMatchObject(notFound)
    }
    // An observer reads and writes nothing.
    expect(await sectionPage(as(observer), ref, 'summary', null)).toMatchObject(notFound)
    expect(await saveSection(as(observer), ref, 'summary', { version: 1, text: 'Mine.' })).toMatchObject(notFound)
  })

  it('takes later findings into parts that nobody edited, and never into what somebody wrote', async () => {
    const { id, ref, reviewer } = await reported()
    await saveSection(as(reviewer), ref, 'K2', { version: 1, text: 'In our own words.' })
    await db().finding.updateMany({ where: { requestId: id, kind: 'strength' }, data: { text: 'Said anew.' } })
    const { parts } = await page(reviewer, ref)
    const said = (key: string) => JSON.stringify(parts.find((part) => part.key === key)?.tree)
    expect(said('K3')).toContain('Said anew.')
    expect(said('K2')).toContain('In our own words.')
    expect((await partOf(reviewer, ref, 'K2')).findings).toContain('Said anew.')
  })

  it('says who opened a part for 20 minutes, and locks nobody out', async () => {
    const { ref, reviewer, coLeads } = await reported()
    database.setNow('2026-06-02T10:00:00Z')
    await partOf(reviewer, ref, 'summary')
    database.setNow('2026-06-02T10:06:30Z')
    expect((await partOf(coLeads[0], ref, 'summary')).open).toEqual([{ name: reviewer.name, minutes: 6 }])
    expect((await partOf(reviewer, ref, 'summary')).open).toEqual([{ name: coLeads[0].name, minutes: 0 }])
    expect(await saveSection(as(coLeads[0]), ref, 'summary', { version: 1, text: 'Ours.' })).toMatchObject({ ok: true })
    database.setNow('2026-06-02T10:26:31Z')
    expect((await partOf(coLeads[0], ref, 'summary')).open).toEqual([])
    database.setNow('2026-06-02')
  })

  it('loses nothing when two save one part: one wins, the other is told and kept aside, a second tab too', async () => {
    const { ref, reviewer, coLeads } = await reported()
    const texts = ['Mine is first.', 'Mine is second.']
    const save = async (person: MadePerson, text: string, version = 1) => {
      const result = await saveSection(as(person), ref, 'summary', { version, text })
      if (!result.ok && result.problem.kind === 'stale') await keepAside(as(person), ref, 'summary', { version, text })
      return result
    }
    const [a, b] = await Promise.all([save(reviewer, texts[0] ?? ''), save(coLeads[0], texts[1] ?? '')])
    expect([a.ok, b.ok].sort()).toEqual([false, true])
    expect(a.ok ? b : a).toMatchObject({ problem: { kind: 'stale', why: expect.stringContaining('saved this part') } })
    const part = await partOf(reviewer, ref, 'summary')
    expect(part.version).toBe(2)
    expect(part.versions.filter(({ isAside }) => isAside)).toHaveLength(1)
    const [aside] = part.versions.filter(({ isAside }) => isAside)
    const compared = got(await sectionPage(as(reviewer), ref, 'summary', aside?.id ?? '')).compared
    expect([part.text, compared?.text].sort()).toEqual(texts)

    // A second press of what is saved is done; an own second tab is told so.
    const winner = a.ok ? reviewer : coLeads[0]
    expect(await save(winner, part.text)).toMatchObject({ ok: true })
    expect(await save(winner, 'From my other tab.')).toMatchObject({
      problem: { kind: 'stale', why: expect.stringContaining('You saved this part in another tab') },
    })
    expect((await partOf(winner, ref, 'summary')).version).toBe(2)
    expect(await save(winner, 'From my other tab.', 2)).toMatchObject({ ok: true })
  })

  it('keeps to 60,000 characters in all', async () => {
    const { ref, reviewer } = await reported()
    const { mostCharacters } = await partOf(reviewer, ref, 'summary')
    const save = (length: number) => saveSection(as(reviewer), ref, 'summary', { version: 1, text: 'a'.repeat(length) })
    expect(await save(mostCharacters + 1)).toMatchObject({
      problem: { kind: 'invalid', fields: { text: expect.stringContaining('1 too many') } },
    })
    expect(await save(mostCharacters)).toMatchObject({ ok: true })
  })
})

describe('sending it for its facts', () => {
  it('is for a co-lead, once another has read it as it stands and nothing lacks', async () => {
    const { id, ref, coLeads, reviewer, head } = await reported()
    const [first, second] = coLeads
    const send = async (person: MadePerson) =>
      sendForAccuracy(as(person), ref, { version: (await page(first, ref)).version })
    const read = async (person: MadePerson) =>
      readThrough(as(person), ref, { hash: (await page(person, ref)).reading?.hash ?? '' })
    expect(await send(reviewer)).toMatchObject(notFound)
    expect(await send(first)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Another co-lead reads') },
    })
    // Neither oneself nor a reviewer is the second co-lead.
    await read(first)
    await read(reviewer)
    expect(await send(first)).toMatchObject({ problem: { kind: 'refused' } })
    const before = (await page(second, ref)).reading?.hash ?? ''
    await saveSection(as(reviewer), ref, 'summary', { version: 1, text: '' })
    expect(await readThrough(as(second), ref, { hash: before })).toMatchObject({ problem: { kind: 'stale' } })
    await read(second)
    expect(await send(first)).toMatchObject({
      problem: { kind: 'refused', why: 'The report cannot be sent yet. “Summary” is empty.' },
    })
    await db().reportSection.updateMany({
      where: { report: { reviewId: id }, key: 'summary' },
      data: { text: 'Jordan Smith (12/03/2009) said so.' },
    })
    expect(await send(first)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('date of birth') },
    })
    await db().reportSection.updateMany({ where: { report: { reviewId: id }, key: 'summary' }, data: { text: '' } })
    await saveSection(as(reviewer), ref, 'summary', { version: 2, text: 'In short: well planned.' })
    // What was read is not what stands now.
    expect(await send(first)).toMatchObject({ problem: { kind: 'refused' } })
    await read(second)
    expect(await send(first)).toMatchObject({ ok: true })
    expect(await status(id)).toBe('draft_report')
    expect(await saveSection(as(reviewer), ref, 'summary', { version: 3, text: 'Late.' })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('stands still') },
    })
    const letters = await lettersIn(db(), { where: { topic: 'mail', caseId: id } })
    expect(letters.filter(({ payload }) => payload.to === head.email)).toHaveLength(1)
  })

  it('begins the host’s ten working days when it first opens it, and no later than two after sending', async () => {
    const { ref, head } = await reported('with_host')
    const late = await reported('with_host')
    const last = addWorkingDays('2026-06-02', 12)
    expect((await page(head, ref)).commentBy).toBe(last)
    database.setNow('2026-06-03')
    expect(got(await accuracyPage(as(head), ref)).commentBy).toBe(addWorkingDays('2026-06-03', 10))
    database.setNow('2026-06-08')
    expect(got(await accuracyPage(as(head), ref)).commentBy).toBe(addWorkingDays('2026-06-03', 10))
    expect(got(await accuracyPage(as(late.head), late.ref)).commentBy).toBe(last)
    // The review names the day that its report does, and its task is not late before it.
    for (const each of [late, { ref, head }]) {
      const day = got(await accuracyPage(as(each.head), each.ref)).commentBy ?? ''
      expect(got(await reviewPage(as(each.head), each.ref)).next.dueOn).toBe(day)
      database.setNow(day)
      const tasks = await reviewTasks(as(each.head))
      expect(tasks.find(({ href }) => href.includes(each.ref) && href.endsWith('/accuracy'))?.dueOn).toBe(day)
      database.setNow('2026-06-08')
    }
    database.setNow('2026-06-02')
  })
})

describe('comments on the facts', () => {
  it('are of three kinds, tied to a paragraph of what was sent, by the host alone', async () => {
    const { id, ref, head, reviewer, coordinator } = await reported('with_host')
    const comment = (input: Partial<Parameters<typeof makeComment>[2]>, person = head) =>
      makeComment(as(person), ref, { place: '1.1', ...slip, ...input })
    expect(await comment({}, reviewer)).toMatchObject(notFound)
    expect(await comment({}, coordinator)).toMatchObject(notFound)
    expect(await comment({ place: '1.99' })).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await comment({ place: 'nowhere.1' })).toMatchObject({ problem: { kind: 'invalid' } })
    expect(await comment({})).toMatchObject({ ok: true, value: { number: 1 } })
    expect(await comment({ kind: 'left_out', datedOn: '2026-06-03' })).toMatchObject({
      problem: { kind: 'invalid', fields: { datedOn: expect.stringContaining('before the end of the visit') } },
    })
    expect(await comment({ kind: 'left_out', datedOn: '2026-06-02' })).toMatchObject({ value: { number: 2 } })
    expect(await withdrawComment(as(head), ref, { number: 2 })).toMatchObject({ ok: true })
    const { comments } = got(await accuracyPage(as(reviewer), ref))
    expect(comments).toMatchObject([{ number: 1, quoted: 'Matter 1 is planned early.', text: 'It is 14, not 12.' }])
    expect(await comment({})).toMatchObject({ value: { number: 3 } })
    expect(await db().auditEntry.count({ where: { caseId: id, event: 'report.comment-made' } })).toBe(3)
  })

  it('end when the host says so or its time is up, and come too late after that', async () => {
    const { id, ref, head } = await reported('with_host')
    const { version, commentBy } = await page(head, ref)
    database.setNow(`${addWorkingDays(commentBy ?? '', 1)}T04:00:00Z`)
    // Its day is over, though nothing has noticed yet.
    expect(await makeComment(as(head), ref, { place: '1.1', ...slip })).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('ended on') },
    })
    database.setNow(`${addWorkingDays(commentBy ?? '', 1)}T12:00:00Z`)
    await silenceJob([accuracySilence]).run(asSystem(database.ctx()))
    expect(await status(id)).toBe('accuracy')
    expect(await makeComment(as(head), ref, { place: '1.1', ...slip })).toMatchObject({ problem: { kind: 'refused' } })
    expect(await giveComments(as(head), ref, { version })).toMatchObject({ ok: false })
    const done = await reported('with_host')
    expect(await giveComments(as(done.reviewer), done.ref, { version: 2 })).toMatchObject(notFound)
    expect(await giveComments(as(done.head), done.ref, { version: 2 })).toMatchObject({ ok: true })
    expect(await giveComments(as(done.head), done.ref, { version: 2 })).toMatchObject({ ok: true })
    expect(await status(done.id)).toBe('accuracy')
    database.setNow('2026-06-02')
  })

  it('are answered by somebody who did not write the part; final waits for all of them and for what was accepted', async () => {
    const { id, ref, head, coLeads, reviewer, observer } = await reported()
    const [first, second] = coLeads
    await saveSection(as(reviewer), ref, '1', { version: 1, text: 'Plans are made for 12 children.\n\nAll know them.' })
    got(await readThrough(as(second), ref, { hash: (await page(second, ref)).reading?.hash ?? '' }))
    got(await sendForAccuracy(as(first), ref, { version: 1 }))
    got(await makeComment(as(head), ref, { place: '1.1', ...slip }))
    got(
      await makeComment(as(head), ref, {
        place: 'K2.1',
        kind: 'fact',
        text: 'They were asked.',
        evidence: 'The minutes of May.',
        datedOn: undefined,
      }),
    )
    got(await giveComments(as(head), ref, { version: 2 }))
    const answer = (person: MadePerson, number: number, given: 'accepted' | 'not_accepted', reason = '', version = 1) =>
      answerComment(as(person), ref, number, { version, answer: given, reason })
    const finalise = async () => finaliseReport(as(first), ref, { version: (await page(first, ref)).version })
    expect(await finalise()).toMatchObject({
      problem: {
        kind: 'refused',
        why: expect.stringContaining('2 comments of the service wait for an answer: 1 and 2.'),
      },
    })
    expect(await answer(reviewer, 1, 'accepted')).toMatchObject({ problem: { kind: 'forbidden' } })
    expect(got(await commentPage(as(reviewer), ref, 1))).toMatchObject({ mayAnswer: false, isAuthor: true })
    for (const person of [observer, head]) expect(await answer(person, 1, 'accepted')).toMatchObject(notFound)
    expect(await answer(first, 1, 'accepted')).toMatchObject({ ok: true })
    expect(await answer(first, 1, 'accepted')).toMatchObject({ ok: true })
    expect(await answer(second, 1, 'not_accepted', 'The files say twelve throughout.')).toMatchObject({
      problem: { kind: 'stale' },
    })
    expect(await answer(reviewer, 2, 'not_accepted', 'What was asked was not written down.')).toMatchObject({
      ok: true,
    })
    expect(await finalise()).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('What was accepted is not in the text yet') },
    })
    // A paragraph rewritten since is still the one that was commented on.
    got(await saveSection(as(reviewer), ref, '1', { version: 2, text: 'Plans are made for 14 children.' }))
    expect(got(await commentPage(as(first), ref, 1)).comment.quoted).toBe('Plans are made for 12 children.')
    // The host does not read answers before the report is final.
    expect(got(await accuracyPage(as(head), ref)).comments.map(({ answer }) => answer)).toEqual([null, null])
    expect(JSON.stringify(await page(head, ref))).toContain('12 children')
    expect(await finaliseReport(as(reviewer), ref, { version: 3 })).toMatchObject(notFound)
    expect(await finalise()).toMatchObject({ ok: true })
    expect(await status(id)).toBe('final')
    expect(got(await accuracyPage(as(head), ref)).comments.map(({ answer }) => answer)).toEqual([
      'accepted',
      'not_accepted',
    ])
    const read = await page(head, ref)
    expect(JSON.stringify(read)).toContain('14 children')
    expect(read.finalHash).toMatch(/^[\da-f]{64}$/)
    expect(await answer(second, 2, 'accepted', '', 2)).toMatchObject({ problem: { kind: 'refused' } })
    expect(await saveSection(as(reviewer), ref, '1', { version: 3, text: 'Late.' })).toMatchObject({
      problem: { kind: 'refused' },
    })
  })
})

describe('its Word document', () => {
  it('is made by the worker from what was sealed, with every finding, and says what is empty', async () => {
    const { id, ref, head, coordinator } = await reported('final')
    expect(await reportDocument(as(head), ref)).toMatchObject({ problem: { kind: 'refused' } })
    const messages = await db().outboxMessage.findMany({ where: { topic: 'report-document', caseId: id } })
    expect(messages).toHaveLength(2)
    for (const message of messages) await makeDocument(database.ctx(), message)
    const { bytes, name } = got(await reportDocument(as(head), ref))
    expect(name).toBe(`${ref}-report.docx`)
    const xml = new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
    for (const said of [
      'Matter 1 is planned early.',
      'Matter 2 is planned early.',
      'Strong on K2.',
      'Strong on K3.',
      'Nothing is written here.',
    ])
      expect(xml).toContain(said)
    expect(await reportDocument(as(coordinator), ref)).toMatchObject(notFound)
    // Nothing of the case but the report.
    expect(xml).not.toContain('Sponsor')
  })
})

/** What LibreOffice reads in a document. */
const readInOffice = (bytes: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  const document = join(folder, 'a.docx')
  writeFileSync(document, bytes)
  const profile = `-env:UserInstallation=file://${folder}/profile`
  const options = [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, document]
  execFileSync(officePath ?? '', options, { stdio: 'pipe' })
  const said = readFileSync(join(folder, 'a.txt'), 'utf8')
  rmSync(folder, { recursive: true })
  return said
}

// LibreOffice is installed by CI, which says so where it is missing (tests/setup/supplies.ts).
describe.skipIf(!officePath)('in LibreOffice', () => {
  it('opens with every finding, and what is written of each theme', { timeout: 120_000 }, async () => {
    const { id, ref, head } = await reported('final')
    const messages = await db().outboxMessage.findMany({ where: { topic: 'report-document', caseId: id } })
    for (const message of messages) await makeDocument(database.ctx(), message)
    const said = readInOffice(got(await reportDocument(as(head), ref)).bytes)
    const findings = ['Matter 1 is planned early.', 'Matter 2 is planned early.', 'Strong on K2.', 'Strong on K3.']
    for (const text of [...findings, 'Nothing is written here.']) expect(said).toContain(text)
  })

  it('opens with its lists and quotations', { timeout: 120_000 }, async () => {
    const blocks = readMarkdown('Said **well**.\n\n- one\n- two\n\n1. first\n2. second\n\n> quoted <b>words</b>')
    const sections = [{ title: 'Findings', blocks }]
    const said = readInOffice(await writeDocx({ title: 'Report', about: ['Final'], sections, foot: 'x' }))
    for (const text of ['Said well.', 'one', 'two', '1. first', '2. second', 'quoted words'])
      expect(said).toContain(text)
  })
})
