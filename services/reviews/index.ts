export { isLearning } from './case/beside.ts'
export { caseOf as reviewCase } from './case/case-of.ts'
export { conflictPageIn, decideConflictIn, manageConflictIn, markConflictFalseIn } from './case/decide-conflict.ts'
export { type FoundReview, findReview } from './case/find-review.ts'
export { hiddenReviewIds } from './case/hidden-reviews.ts'
export { hasPart, kinds, type WorkPart } from './case/kinds.ts'
export { type ReviewEvent, reviewLife, type Side } from './case/lifecycle.ts'
export { askForApproval, declareConflictPage, declareConflictWith } from './case/officer-conflicts.ts'
export {
  hostOf,
  lockCase,
  noteAgreedPlaces,
  noteCommentsBy,
  type PartIn,
  type Place,
  partIn,
  placeId,
  placesOf,
  reviewHas,
  teamOf,
  themesOf,
} from './case/part-in.ts'
export { hostedReviews } from './case/policy.ts'
export type { RequestText } from './case/read-draft.ts'
export {
  acceptGapsSchema,
  acceptSchema,
  acceptTermsSchema,
  answerRemarkSchema,
  careSchema,
  changeTermsSchema,
  chooseSchema,
  decisionSchema,
  declareConflictSchema,
  declineSchema,
  editTeamSchema,
  fillSeatSchema,
  happenedSchema,
  keepTermsSchema,
  kloeSchema,
  kloeThemesSchema,
  leadOfficerSchema,
  leaveSchema,
  lockSeatSchema,
  mendTeamSchema,
  modeWords,
  moveDatesSchema,
  moveSchema,
  noteSchema,
  objectionSchema,
  placesSchema,
  purposeSchema,
  reasonsSchema,
  remarkSchema,
  removeKloeSchema,
  removeObjectionSchema,
  removeWindowSchema,
  requestReviewSchema,
  resumeSchema,
  returnSchema,
  scopingSchema,
  shortlistSchema,
  sightSchema,
  sponsorAnswerSchema,
  sponsorSchema,
  stepSchema,
  termsSchema,
  travelWords,
  visitSchema,
  windowSchema,
} from './case/schema.ts'
export { endSight, giveSight, sightPage } from './case/sight.ts'
export { exampleTimeline } from './case/timeline.ts'
export { earliestDay } from './case/windows.ts'

export { compareProposals } from './pages/compare-proposals.ts'
export { type EditPage, editPage, kloeThemesPage, searchBankNames } from './pages/edit-page.ts'
export { type InvitationPage, invitationPage } from './pages/invitation-page.ts'
export { myReviews, servicesToAskFor } from './pages/list-reviews.ts'
export { recordPage } from './pages/record-page.ts'
export { type ReviewPage, reviewPage } from './pages/review-page.ts'
export { reviewTasks } from './pages/tasks.ts'
export { type TeamPage, teamPage } from './pages/team-page.ts'
export { termsPage } from './pages/terms-page.ts'
export { hostedUnderWay } from './pages/under-way.ts'
export { fillSeat, seatPage } from './repair/fill-seat.ts'
export { mendTeam } from './repair/mend-team.ts'
export { type DatesPage, datesPage, moveDates } from './repair/move-dates.ts'
export { boardPage, quorumPage, quorumSchema, setQuorum } from './request/board.ts'
export { checkRequest, returnRequest } from './request/check-request.ts'
export { decideRequest } from './request/decide-request.ts'
export { type GoodQuestion, questionsAsked, starterQuestions } from './request/good-questions.ts'
export { recordScoping } from './request/record-scoping.ts'
export { requestReview } from './request/request-review.ts'
export { inQueue, type QueueGroup, queueGroups, requestsQueue } from './request/requests-queue.ts'
export { removeKloe, saveKloe, saveKloeThemes } from './request/save-kloes.ts'
export { removeObjection, savePeople } from './request/save-people.ts'
export { saveLeadOfficer, savePlaces, savePurpose, saveSponsor, saveVisit } from './request/save-sections.ts'
export { addWindow, removeWindow } from './request/save-windows.ts'
export {
  answerAsSponsor,
  askSponsor,
  askSponsorAgain,
  sponsorPage,
} from './request/sponsor.ts'
export { submitReview } from './request/submit-review.ts'
export { suggestThemes } from './request/suggest-themes.ts'
export { room } from './room.ts'
export { acceptTeams } from './rounds/accept-teams.ts'
export { roundPage, roundsPage } from './rounds/round-page.ts'
export { roundTeamPage } from './rounds/round-team-page.ts'
export { roundSettled, startRound, stopRound } from './rounds/start-round.ts'
export { ownClashes } from './team/absence-clash.ts'
export { acceptGaps } from './team/accept-gaps.ts'
export { type Answer, acceptInvitation } from './team/accept-invitation.ts'
export { checkShortlist } from './team/check-shortlist.ts'
export { chooseProposal } from './team/choose-proposal.ts'
export { declareConflict, declineInvitation, leaveTeam } from './team/decline-invitation.ts'
export { doneReviews } from './team/done-reviews.ts'
export { editTeamPage, saveTeam } from './team/edit-team.ts'
export { inviteTeam } from './team/invite-team.ts'
export { lockSeat } from './team/lock-seat.ts'
export { seatRoleWords } from './team/proposal.ts'
export { proposeTeam } from './team/propose-team.ts'
export { releaseIfStill } from './team/release-member.ts'
export { resumeReview } from './team/resume-review.ts'
export { postponeReview, withdrawReview } from './team/stop-review.ts'
export { weightsInForce } from './team/weights-in-force.ts'
export type { Covers } from './team/who-covers.ts'
export { toFields, tryWeightsSchema } from './weights/fields.ts'
export { publishWeights } from './weights/publish-weights.ts'
export { trialPage } from './weights/trial-page.ts'
export { tryWeights } from './weights/try-weights.ts'
export { changeWeightsPage, weightsPage } from './weights/weights-page.ts'
export { acceptTerms } from './work/accept-terms.ts'
export { askForTerms, keepTerms } from './work/change-terms.ts'
export {
  giveWord,
  wordSchema,
  wordsOfCoLeads,
  wordsPage,
} from './work/co-lead-words.ts'
export { type FollowedEvent, followReview } from './work/follow-review.ts'
export { draftTerms, issueTerms } from './work/issue-terms.ts'
export { recordedEvents, recordStage } from './work/record-stage.ts'
export {
  answerRemark,
  proposedTerms,
  type Remark,
  type RemarkAbout,
  remarksAtDesk,
  remarksPage,
  remarkWords,
  sayRemark,
} from './work/remarks.ts'
export { factsForReport, findingsLacking } from './work/report-facts.ts'
export { remindOfSteps, stepsPage, tickStep, tickStepOnce } from './work/tick-step.ts'
