export { isOnTeamOf } from './case/part.ts'
export {
  agreeFindingSchema,
  callOffSchema,
  changeFindingSchema,
  contributorSchema,
  documentSchema,
  draftFindingSchema,
  editEvidenceSchema,
  evidenceSchema,
  messageSchema,
  newVersionSchema,
  rowIdSchema,
  sessionSchema,
  setAsideSchema,
  statementSchema,
  versionSchema,
  youngVoiceSchema,
} from './case/schema.ts'
export { evidenceWords, findingWords, publicationWords, sourceWords } from './case/words.ts'
export { openDocument } from './documents/open-document.ts'
export { addDocument, addVersion, withdrawDocument } from './documents/save-document.ts'
export { editEvidence, restoreEvidence, setEvidenceAside } from './evidence/change-evidence.ts'
export { evidenceLife } from './evidence/lifecycle.ts'
export { logEvidence, newClientKey } from './evidence/log-evidence.ts'
export { agreeFinding } from './findings/agree-finding.ts'
export { type AgreedFinding, agreedFindings } from './findings/agreed-findings.ts'
export { changeFinding, draftFinding, dropFinding } from './findings/draft-finding.ts'
export { findingLife } from './findings/lifecycle.ts'
export { documentPage, documentsPage } from './pages/documents-pages.ts'
export {
  addEvidencePage,
  entryPage,
  evidencePage,
  type ShownEntry,
  tonightPage,
  wallPage,
} from './pages/evidence-pages.ts'
export { findingPlacePage, findingsOnReview, findingsPage, presentationPage } from './pages/findings-pages.ts'
export { programmePage } from './pages/programme-page.ts'
export { workLinks } from './pages/work-links.ts'
export { peoplePage, writeOnCase } from './preparing/messages.ts'
export {
  addOwnStatement,
  answerByLink,
  answerStatement,
  comparePage,
  endLink,
  inviteByLink,
  linkPage,
  sendWorkbook,
  statementPage,
  workbookPage,
} from './preparing/workbook.ts'
export { addYoungVoice, removeYoungVoice, youngPeoplePage } from './preparing/young-voices.ts'
export { callOffSession, saveSession } from './programme/save-session.ts'
export { room } from './room.ts'
