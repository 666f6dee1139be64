/** The front door of meetings: from a call to published minutes, elections, what coordinators give, and a region's page. */

export { addItem, raiseItem, removeItem } from './agenda.ts'
export { answerAsGuest, answerMeeting, findGuest, inviteGuest, recordWhoCame } from './attendance.ts'
export { callMeeting, callOffMeeting, moveMeeting } from './call-meeting.ts'
export { callOffElection } from './elections/call-off.ts'
export { findElection } from './elections/election-page.ts'
export { consentToStand, nominate, secondNomination, withdrawNomination } from './elections/nominate.ts'
export { electionChoices, openElection } from './elections/open-election.ts'
export { vote } from './elections/vote.ts'
export { type ElectionEvent, electionLife, type MeetingEvent, meetingLife } from './lifecycle.ts'
export { listMeetings, type MeetingLine, meetingsToCome } from './list-meetings.ts'
export { findAgenda, findConvened, findMeeting, findPeople, meetingCalendar } from './meeting-page.ts'
export { answerObjection, objectToMinutes, saveMinutes, sendMinutes } from './minutes.ts'
export { findMinutes, findMinutesForm } from './minutes-page.ts'
export { changeMeeting, planMeeting } from './plan-meeting.ts'
export { publishMinutes } from './publish.ts'
export { findRegion } from './region-page.ts'
export { room } from './room.ts'
export {
  agendaItemSchema,
  agendaSchema,
  answerObjectionSchema,
  answerSchema,
  changeMeetingSchema,
  consentSchema,
  electionSchema,
  guestSchema,
  meetingPressSchema,
  meetingReasonSchema,
  meetingSchema,
  minutesSchema,
  mostDecisions,
  moveMeetingSchema,
  nominationIdSchema,
  nominationSchema,
  objectionSchema,
  seriesIdSchema,
  seriesSchema,
  timeIdSchema,
  timeSchema,
  voteSchema,
  whoCameSchema,
} from './schema.ts'
export { beginSeries, endSeries, listSeries, whoseChoices } from './series.ts'
export { findTime, logTime, mayLogTime, takeBackTime } from './time-log.ts'
