import type { BankRole } from '#prisma/generated/enums.ts'
import { counted, listed, longDate } from '#services/core/words.ts'
import { refereeDays, workingDays } from './clocks.ts'
import { roleName } from './rungs.ts'

/*
 * What is written to whom, in plain words: what happened, what happens next, by when. Pure.
 */

export type Letter = { subject: string; lines: string[]; action?: { text: string; path: string } }

const role = (sought: BankRole) => roleName(sought).toLowerCase()
const ownPage = (ref: string) => ({ text: 'See where your application stands', path: `/apply/${ref}` })
const casePage = (ref: string, text: string) => ({ text, path: `/association/applications/${ref}` })

type Named = { ref: string; roleSought: BankRole }

export const submittedLetter = (
  { ref, roleSought }: Named,
  referees: readonly string[],
  respondBy: string,
): Letter => ({
  subject: `We have your application ${ref}`,
  lines: [
    `Thank you for applying to the bank as ${role(roleSought)}.`,
    referees.length === 0
      ? `Your references are in already. The association now checks your application, within ${workingDays.checks} working days.`
      : `We have asked ${listed(referees)} for a reference, by ${longDate(respondBy)}. You may want to tell them to look out for our mail.`,
    'After the checks, two assessors from other regions each read it and record a view. You hear from us at every step.',
  ],
  action: ownPage(ref),
})

type Asking = { refereeName: string; relation: string; applicant: string; respondBy: string; path: string }

export const referenceLetter = ({ roleSought }: Named, asking: Asking): Letter => ({
  subject: `Would you give ${asking.applicant} a reference?`,
  lines: [
    `Dear ${asking.refereeName},`,
    `${asking.applicant} has applied to join the bank of peer reviewers and associates of youth justice services, as ${role(roleSought)}, and named you as a referee: “${asking.relation}”.`,
    'We would like to know whether you support this, and why, from what you have seen of their work. It takes about ten minutes, needs no account, and is read only by the people who decide on the application.',
    `Please answer by ${longDate(asking.respondBy)}. Please do not write about individual children.`,
  ],
  action: { text: 'Give a reference', path: asking.path },
})

/** What a referee who has not answered is reminded of. */
export const referenceReminder = ({ roleSought }: Pick<Named, 'roleSought'>, applicant: string) => ({
  what: `give ${applicant} a reference`,
  more: `${applicant} has applied to join the bank of peer reviewers and associates of youth justice services, as ${role(roleSought)}, and named you as a referee. It takes about ten minutes and needs no account.`,
})

export const referenceOverdueLetter = ({ ref }: Named, refereeName: string): Letter => ({
  subject: `${refereeName} has not answered yet`,
  lines: [
    `${refereeName} has not given you a reference in ${counted(refereeDays, 'day')}, so their link has ended.`,
    'Your application waits for it. You can name somebody else; we then ask them at once.',
  ],
  action: { text: 'Name another referee', path: `/apply/${ref}` },
})

export const referenceDeclinedLetter = ({ ref }: Pick<Named, 'ref'>, refereeName: string): Letter => ({
  subject: `${refereeName} cannot give you a reference`,
  lines: [
    `${refereeName} told us that they cannot give you a reference. We did not ask why, and it does not count against you.`,
    'Your application waits until you name somebody else; we then ask them at once.',
  ],
  action: { text: 'Name another referee', path: `/apply/${ref}` },
})

export const referencesInLetter = ({ ref }: Named, by: string): Letter => ({
  subject: `Both your references are in (${ref})`,
  lines: [
    'Both your referees have answered.',
    `The association now checks the rest of your application, by ${longDate(by)}, and then passes it to two assessors.`,
  ],
  action: ownPage(ref),
})

export const panelOpenedLetter = ({ ref }: Named, by: string): Letter => ({
  subject: `Your application is with the panel (${ref})`,
  lines: [
    'The checks are done. Two assessors, neither from your region and neither with a conflict of interest, now read your application. Each records a view before seeing the other’s.',
    `We expect both views by ${longDate(by)}. The decision follows within ${workingDays.decision} working days.`,
  ],
  action: ownPage(ref),
})

export const moreWantedLetter = ({ ref }: Named, reasons: string): Letter => ({
  subject: `We need more from you (${ref})`,
  lines: [
    'Before your application can go on, we need more information from you:',
    reasons,
    'Change your answers, then send the application again. What you wrote and your references are kept. There is no deadline.',
  ],
  action: { text: 'Change your application', path: `/apply/${ref}` },
})

export const sentAgainLetter = ({ ref }: Named): Letter => ({
  subject: `We have your application ${ref} again`,
  lines: [
    'Thank you. What you changed goes to the same checks, and then to the panel.',
    `The association looks at it within ${workingDays.checks} working days.`,
  ],
  action: ownPage(ref),
})

export const assessLetter = ({ ref, roleSought }: Named, applicant: string, by: string): Letter => ({
  subject: `Please assess application ${ref}`,
  lines: [
    `${applicant} has applied to the bank as ${role(roleSought)}. You are one of the assessors.`,
    'Please read the application and record your view and your reasons. You see the other assessor’s view when everybody has recorded theirs. If you have a conflict of interest, say so and we ask somebody else.',
    `Please record your view by ${longDate(by)}.`,
  ],
  action: { text: 'Read the application', path: `/association/applications/${ref}/assess` },
})

export const releasedLetter = ({ ref }: Named, why: string): Letter => ({
  subject: `Nothing more to do on application ${ref}`,
  lines: [`${why} You need not record a view. Thank you.`],
})

export const readyForPanelLetter = ({ ref }: Named, by: string): Letter => ({
  subject: `Application ${ref} has both references`,
  lines: [
    'Check the rest, then send it to the panel: two assessors are proposed, and you can choose others.',
    `The applicant expects this by ${longDate(by)}.`,
  ],
  action: casePage(ref, 'Open the application'),
})

export const readyForDecisionLetter = ({ ref }: Named, by: string): Letter => ({
  subject: `The panel on ${ref} has come to a view`,
  lines: [
    'Every assessor has recorded a view. Confirm the decision with its reasons, for the applicant to read.',
    `The applicant expects it by ${longDate(by)}.`,
  ],
  action: casePage(ref, 'Open the application'),
})

export const assessorWantedLetter = ({ ref }: Named): Letter => ({
  subject: `Application ${ref} needs another assessor`,
  lines: [
    'A place on its panel is empty: a third assessor is wanted because two views differ, or one has stood down. Nobody else who may assess it is free of conflicts and from another region.',
    'Appoint an assessor, or look again when somebody’s declaration is up to date; then fill the place.',
  ],
  action: casePage(ref, 'Open the application'),
})

export type Decision =
  | { outcome: 'approved'; expiresOn: string }
  | { outcome: 'approved_with_conditions'; expiresOn: string; conditions: readonly { text: string; dueOn: string }[] }
  | { outcome: 'deferred'; until: string; appealBy: string }
  | { outcome: 'declined'; appealBy: string }

const appealLine = (appealBy: string) =>
  `You can appeal once, until the end of ${longDate(appealBy)}, where the procedure was not followed, there is something new, or the decision is plainly unreasonable. People who had no part in it decide. The page of your application leads there.`

export const decisionLetter = ({ ref, roleSought }: Named, decision: Decision, reasons: string): Letter => {
  const because = ['The reasons:', reasons]
  switch (decision.outcome) {
    case 'approved':
      return {
        subject: 'You are in the bank',
        lines: [
          `Your application ${ref} is approved: you are in the bank as ${role(roleSought)} until ${longDate(decision.expiresOn)}.`,
          ...because,
          'Next, say when you are free and check what your profile shows. Invitations come by mail, with their reasons, and you may decline any.',
        ],
        action: { text: 'See your profile', path: '/profile' },
      }
    case 'approved_with_conditions':
      return {
        subject: 'You are in the bank, with conditions',
        lines: [
          `Your application ${ref} is approved with conditions: you are in the bank as ${role(roleSought)} until ${longDate(decision.expiresOn)}.`,
          ...decision.conditions.map(({ text, dueOn }) => `By ${longDate(dueOn)}: ${text}`),
          ...because,
        ],
        action: ownPage(ref),
      }
    case 'deferred':
      return {
        subject: `Your application ${ref} is deferred`,
        lines: [
          `The panel would like you to apply again, from ${longDate(decision.until)}. What you wrote is kept.`,
          ...because,
          appealLine(decision.appealBy),
        ],
        action: ownPage(ref),
      }
    case 'declined':
      return {
        subject: `The decision on your application ${ref}`,
        lines: [
          `The panel has decided not to admit you to the bank as ${role(roleSought)}.`,
          ...because,
          appealLine(decision.appealBy),
        ],
        action: ownPage(ref),
      }
  }
}

export const withdrawnLetter = ({ ref }: Named): Letter => ({
  subject: `You withdrew your application ${ref}`,
  lines: ['Nobody need do anything more about it. You can apply again at any time.'],
  action: { text: 'Apply to the bank', path: '/apply' },
})

export const approvalWantedLetter = ({ ref }: Pick<Named, 'ref'>, officer: string): Letter => ({
  subject: `A conflict of interest to look at (${ref})`,
  lines: [
    `${officer} has a conflict of interest with this application and may not act on it until somebody without one has approved how it is managed.`,
    'Any one of those asked can do so. You say how it is managed and when it is looked at again, or that it is not so.',
  ],
  action: casePage(ref, 'Open the application'),
})
