import { asSystem } from '#services/core/access.ts'
import { printedReport } from '#services/reports/index.ts'
import { makeFindings } from '#tests/factories/report.ts'
import type { Sending } from './visit.ts'
import { atWork, openWorkbook } from './visits-fieldwork.ts'
import { makeDocuments } from './visits-reports.ts'

/** What was written on the world's review, each under a word that stands nowhere else. */
export const planted = {
  evidence: 'planted-evidence-lapwing',
  finding: 'planted-finding-avocet',
  document: 'planted-document-curlew',
  statement: 'planted-statement-dunlin',
  voice: 'planted-voice-plover',
  message: 'planted-message-sanderling',
  session: 'planted-session-turnstone',
} as const

/**
 * The review with everything that its people keep between them, and its report as it stands then: findings are in it, and in its file. A
 * session, entries, a document, the self-assessment, what young people say, a message.
 */
export const workAt =
  (status: 'draft_report' | 'final'): NonNullable<Sending['given']> =>
  async (ctx, world) => {
    const { db, clock } = ctx
    const requestId = world.review.id
    await atWork(status)?.(ctx, world)
    await openWorkbook(ctx, world)
    await makeFindings(ctx, requestId)
    const text = (word: string) => `${word} and what follows from it.`
    await db.evidence.updateMany({ where: { requestId }, data: { text: text(planted.evidence) } })
    await db.finding.updateMany({ where: { requestId }, data: { text: text(planted.finding) } })
    await db.caseDocument.updateMany({ where: { requestId }, data: { title: planted.document } })
    await db.workbookStatement.updateMany({ data: { text: text(planted.statement) } })
    await db.youngVoice.updateMany({ where: { requestId }, data: { text: text(planted.voice) } })
    await db.programmeSession.updateMany({ where: { requestId }, data: { title: planted.session } })
    await db.caseMessage.create({
      data: {
        requestId,
        text: text(planted.message),
        byId: world.the('coLead').id,
        isForTeam: false,
        at: clock.now(),
      },
    })
    await printedReport(asSystem(ctx), world.review.ref)
    await makeDocuments(ctx, world)
  }
