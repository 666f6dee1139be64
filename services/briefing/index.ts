/** The front door of the briefing: issues that go by themselves, who reads them, and what the editor adds. */

export { askToRead } from './ask-to-read.ts'
export {
  type BriefingPage,
  briefingNow,
  briefingPage,
} from './briefing-page.ts'
export {
  chooseSubscription,
  chooseYours,
  endByOneClick,
  findEnding,
  findYours,
  subscriptionOf,
} from './choose.ts'
export { briefingDesk, type DeskIssue, deskIssue, readersDesk } from './desk.ts'
export { correctIssue, holdBack, leaveOutLine, pinLine, restoreLine } from './edit-issue.ts'
export { enrolMembers } from './enrol.ts'
export { briefingFeed } from './feed.ts'
export { type Asked, type IssuePage, issuePage, readAsked } from './issue-page.ts'
export { briefingJobs, tendIssues } from './jobs.ts'
export { type IssueEvent, issueLife } from './lifecycle.ts'
export { addNotice, withdrawNotice } from './notices.ts'
export { endReader, resumeReader } from './refusals.ts'
export { room } from './room.ts'
export {
  askSchema,
  choiceSchema,
  correctSchema,
  failingSchema,
  holdBackSchema,
  hours,
  leaveOutSchema,
  markSchema,
  mostInPart,
  noticeSchema,
  noticeSections,
  partSchema,
  withdrawNoticeSchema,
} from './schema.ts'
export { writePart } from './write-part.ts'
