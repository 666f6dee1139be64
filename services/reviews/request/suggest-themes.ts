import { foldText } from '#services/core/fold.ts'

/** A skill of the list of themes, with the words that people use for it. */
type Skill = { code: string; name: string; synonyms: readonly string[] }

const most = 5

/** Everyday ways of asking that hold no word of the list of themes, and what they point to, the strongest first. */
const everyday: readonly { says: RegExp; codes: readonly string[] }[] = [
  { says: / (coming|comes?|going|goes|returning|returns?) (back )?home | home from custody /, codes: ['G1', 'G4'] },
  {
    says: / (releases?|released) | (leave|leaves|leaving|left|after|out of) (custody|prison|the secure estate) /,
    codes: ['G1', 'G4'],
  },
  { says: / (somewhere|nowhere|anywhere|places?|homes?)( \S+)? to (live|stay) | roof over /, codes: ['G4', 'G1'] },
]

/** What everyday words add to a skill's strength: as much as a whole phrase of its own, or a telling word. */
const everydayStrength = (text: string, code: string): number =>
  everyday
    .filter(({ says }) => says.test(text))
    .map(({ codes }) => [3, 1][codes.indexOf(code)] ?? 0)
    .reduce((sum, points) => sum + points, 0)

/** Words too common to point anywhere. */
const common = new Set(
  'and the for with from their our work children child young people service services good how well does what are is of in to'.split(
    ' ',
  ),
)

const fold = (text: string) => ` ${foldText(text)} `

/** How strongly a text points to a skill: whole phrases count most, then single telling words of its name. */
const strength = (text: string, { code, name, synonyms }: Skill): number => {
  const phrases = [name, ...synonyms].map(fold).filter((phrase) => !common.has(phrase.trim()))
  const whole = phrases.filter((phrase) => text.includes(phrase)).length
  const words = fold(name)
    .trim()
    .split(' ')
    .filter((word) => word.length > 3 && !common.has(word))
  return everydayStrength(text, code) + whole * 3 + words.filter((word) => text.includes(` ${word} `)).length
}

/** Codes of the skills that a question's own words point to, strongest first; at most five. */
export const suggestThemes = (question: string, skills: readonly Skill[]): string[] => {
  const text = fold(question)
  return skills
    .map((skill) => ({ code: skill.code, points: strength(text, skill) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.code.localeCompare(b.code, 'en', { numeric: true }))
    .slice(0, most)
    .map(({ code }) => code)
}
