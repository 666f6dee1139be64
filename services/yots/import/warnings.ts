/**
 * Every warning a record can carry, and what it says to a person. The list is closed: codes are a contract, sentences
 * are not. No sentence repeats what a cell said.
 */
export const warningTexts = {
  'service-missing': 'No service is named on this row.',
  'service-unknown': 'The service is not in the register under that name.',
  'service-ambiguous': 'The service named can mean more than one in the register.',
  'name-missing': 'Nobody is named on this row.',
  'name-unclear': 'What stands for the name is not certainly one whole name.',
  'email-missing': 'There is no e-mail address.',
  'email-invalid': 'An e-mail address is not a working one and is left out.',
  'email-shared': 'One e-mail address stands for more than one person.',
  'email-ignored': 'An e-mail address on a vacant row is left out.',
  'emails-unpaired': 'It is not certain which e-mail address belongs to whom.',
  'email-held-by-another': 'The e-mail address is held under another name.',
  'email-differs': 'Somebody of that name at that service is held with another e-mail address.',
  'person-left': 'The person with this address has left the exchange.',
  'name-shared': 'Several people of that name are held at that service.',
  'child-details': 'The row may hold a child’s details.',
  'duplicate-row': 'An earlier row says the same.',
  'contradicts-earlier-row': 'An earlier row says something else about the same person.',
  'another-service': 'The person is held at another service; that post is left as it is.',
  'post-already-ended': 'The post is held as ended, and the row does not say it began again.',
  'post-filled': 'The post is held as filled by somebody not marked as left.',
  'post-unclear': 'Several posts are held at that service, and the row does not say which.',
  'vacancy-held': 'A vacant post of that title is held at the service; end it if it is now filled.',
  'status-unclear': 'What the row says of the post’s status is not clear and is left out.',
  'leave-reason-dropped': 'A reason for leave was there and is not kept.',
  'joined-unclear': 'The joining date is not one certain date and is left blank.',
  'joined-differs': 'Another joining date is held and stays.',
  'left-unclear': 'The leaving date is not one certain date and is left blank.',
  'leaving-later': 'The leaving date is still to come; the post is left as it is.',
  'amount-unclear': 'The amount is not one clear sum and is left blank.',
  'paid-unclear': 'Whether it is paid is not clear.',
  'paid-on-unclear': 'The payment date is not one certain date and is left blank.',
  'paid-until-unclear': 'The date paid until is not one certain date and is left blank.',
  'paid-until-earlier': 'A later date paid until is held and stays.',
} as const

export type WarningCode = keyof typeof warningTexts
