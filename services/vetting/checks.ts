import { counted, longDate } from '#services/core/words.ts'
import { type ApplicationFacts, missingFrom } from './readiness.ts'
import { dbsWords } from './schema.ts'

/** One line of the association's checklist: what is looked at, whether it holds, and what there is. */
export type Check = { what: string; isDone: boolean; found: string }

export type ReferenceFacts = { receivedOn: string | null; isSupportive: boolean | null }

/**
 * The checks of an application on a day. What can expire is looked at again here: an application may wait for weeks
 * between being sent and going to its panel.
 */
export const checksOf = (facts: ApplicationFacts, references: readonly ReferenceFacts[], on: string): Check[] => {
  const missing = missingFrom(facts, on)
  const fault = (...parts: string[]) => missing.find(({ part }) => parts.includes(part))?.say ?? null
  const line = (what: string, broken: string | null, found: string): Check => ({
    what,
    isDone: broken === null,
    found: broken ?? found,
  })
  const given = references.filter(({ receivedOn }) => receivedOn !== null)
  const supportive = given.filter(({ isSupportive }) => isSupportive).length
  return [
    line(
      'References',
      given.length < 2 ? `${counted(given.length, 'reference')} of 2 received.` : null,
      `Both received, ${supportive === 2 ? 'both supportive' : `${supportive} of 2 supportive`}.`,
    ),
    line('Practice', fault('posts'), 'In post, or left recently enough for this role.'),
    line('Evidence for the role', fault('role'), 'As this rung asks.'),
    line('Themes', fault('themes'), `${counted(facts.themeCount, 'theme')}, each with evidence.`),
    line(
      facts.isInKind ? 'The service’s consent' : 'Insurance for paid work',
      fault('time'),
      facts.isInKind
        ? facts.consentName && facts.consentOn
          ? `${facts.consentName} agreed on ${longDate(facts.consentOn)}.`
          : 'Not needed: holds no post.'
        : facts.insuranceUntil
          ? `Insured until ${longDate(facts.insuranceUntil)}.`
          : '',
    ),
    line(
      'DBS check',
      fault('dbs'),
      facts.dbsNotNeededBecause
        ? `Not needed: ${facts.dbsNotNeededBecause}`
        : `${dbsWords[facts.dbsLevel ?? ''] ?? ''}, seen by ${facts.dbsSeenBy}${facts.dbsSeenOn ? ` on ${longDate(facts.dbsSeenOn)}` : ''}.`,
    ),
    line('Interests', fault('interests'), facts.declaredOn ? `Declared on ${longDate(facts.declaredOn)}.` : ''),
    line('Code of conduct', fault('conduct'), 'Accepted.'),
  ]
}
