import type { OfferingKind } from '#prisma/generated/enums.ts'
import type { Theme } from '#services/bank/index.ts'
import { regionName } from '#services/yots/index.ts'
import { kindWords } from './words.ts'

type Wording = {
  title: string
  summary: string
  description: string
  kind: OfferingKind
  /** Name of the service it is from; empty for an associate, whose name may not be public. */
  provider: string
  region: string
}

/** Everything that free-text search finds an offering by: its own words, and those practitioners use for its themes. */
export const wordingOf = (
  { title, summary, description, kind, provider, region }: Wording,
  themeCodes: readonly string[],
  themes: ReadonlyMap<string, Theme>,
): string =>
  [
    title,
    summary,
    description,
    kindWords[kind],
    provider,
    regionName(region),
    ...themeCodes.flatMap((code) => {
      const theme = themes.get(code)
      const parent = themes.get(theme?.parentCode ?? '')
      return [theme?.name ?? '', parent?.name ?? '', ...(theme?.synonyms ?? [])]
    }),
  ]
    .filter((words) => words !== '')
    .join('\n')
