export { dateAndTime, dateRange, longDate, monthAndYear, shortDate } from '#services/core/words.ts'
