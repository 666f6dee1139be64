import { type Bank, rankCandidates, type TeamQuestion } from '#services/matching/index.ts'

/** How many absences are worth a tired reader's time. */
const most = 8

/**
 * People whose evidence would suit the need and who cannot be chosen, each with why, most suited first. Left out: the
 * host's own people, and those without evidence of level 2 for anything asked. A silent block says "Not available."
 */
export const notableAbsences = (bank: Bank, question: TeamQuestion): { personId: string; because: string[] }[] => {
  const { need } = question
  const { excluded } = rankCandidates(bank, question, { limit: 0, whyNot: 'all' })
  const suited = excluded.flatMap(({ id, because }) => {
    const person = bank.candidates[bank.indexOf.get(id) ?? -1]
    if (!person || (need.yot !== null && person.yot === need.yot)) return []
    const levels = need.themes.map((code) => person.themes[code] ?? 0)
    const evidenced = levels.filter((level) => level >= 2).length
    if (evidenced === 0) return []
    const total = levels.reduce<number>((sum, level) => sum + level, 0)
    return [{ personId: id, because: because.map(({ say }) => say), evidenced, total }]
  })
  suited.sort((a, b) => b.evidenced - a.evidenced || b.total - a.total || (a.personId < b.personId ? -1 : 1))
  return suited.slice(0, most).map(({ personId, because }) => ({ personId, because }))
}
