/** The front door of courses: dates, places and their queue, resources that are taken, and the quality mark. */

export { findCertificate, recordAttendance } from './attendance.ts'
export { bookPlaces, joinQueue } from './book.ts'
export { choosePage, chooseSessions } from './choose-sessions.ts'
export { tendQueue } from './clocks.ts'
export { callOffCourse, moveCourse } from './close-course.ts'
export { circlePage, leaveCircle, writeToCircle } from './cohort/circle.ts'
export { type CoursePage, calendarOf, findCourse } from './course-page.ts'
export { answerEvaluation, findEvaluation } from './evaluate.ts'
export { type CourseEvent, courseLife, type MarkEvent, markLife, type PlaceEvent, placeLife } from './lifecycle.ts'
export { type CourseLine, courseChoices, listCourses, readCourseFilter } from './list-courses.ts'
export { findCourseForm, findManaged, findRegister, placesTable } from './manage-page.ts'
export { askForMark } from './mark/ask-mark.ts'
export { changeEdition, isAskedWhatChanged } from './mark/editions.ts'
export { listMarks, type MarkLine, markLineOf, pastMarks } from './mark/mark-line.ts'
export { findMark, marksDesk } from './mark/mark-page.ts'
export { findObservation, saveLine, sendObservation, standDownAsObserver } from './mark/observe.ts'
export { isLookedAt, keepMark, questionMark, restoreMark, showLookedAt, withdrawMark } from './mark/question-mark.ts'
export { namePlaces } from './name-places.ts'
export { type CatalogueExtra, catalogueExtras, datedFacts, datesOf, type OfferingDate } from './offering-dates.ts'
export { cancelPlace, giveUpPlaces, keepPlace, leaveQueue, takePlaces } from './place-moves.ts'
export { findPlaces, type OwnEntry, type OwnPlace } from './places-page.ts'
export { findResource, manageResources, type ResourceLine, resourcesOf } from './resources/list-resources.ts'
export { addResource, replaceResource, withdrawResource } from './resources/save-resource.ts'
export { takeResource, takeUp } from './resources/take-resource.ts'
export { room } from './room.ts'
export {
  askMarkSchema,
  attendanceSchema,
  bookSchema,
  changeCourseSchema,
  changeEditionFields,
  chooseSchema,
  circleSchema,
  courseSchema,
  firstEvaluationSchema,
  laterEvaluationSchema,
  lineSchema,
  moveCourseSchema,
  namesSchema,
  newFileSchema,
  placePressSchema,
  pressSchema,
  reasonSchema,
  recogniseSchema,
  resourceIdSchema,
  resourceSchema,
  takenUpSchema,
  takeSchema,
  waitSchema,
} from './schema.ts'
export {
  changeCourse,
  countAsTraining,
  datedOffering,
  draftCourse,
  openCourse,
  trainersFor,
} from './write-course.ts'
