export { AddressRefused, atOnce, closeTransports, deliver, mailHandlers } from './delivery.ts'
export { keptMailPerPage, listKeptMail, readKeptMail } from './kept-mail.ts'
export {
  addresseeOf,
  type Letter,
  type LetterKind,
  type Mail,
  type MailPart,
  type MailRun,
  renderMail,
} from './mail.ts'
export { type Addressee, type Telling, tell } from './tell.ts'
