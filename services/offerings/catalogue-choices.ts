import { themeTree } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName, regions } from '#services/yots/index.ts'
import { basisWords, choicesOf, deliveryWords, kindWords } from './words.ts'

/** What the catalogue can be narrowed to: values as the URL says them, labels as people read them. */
export const catalogueChoices = async (ctx: Ctx) => ({
  themes: [
    { value: '', label: 'Any theme' },
    ...(await themeTree(ctx)).flatMap((theme) => [
      { value: theme.code, label: theme.name },
      ...theme.children.map(({ code, name }) => ({ value: code, label: `– ${name}` })),
    ]),
  ],
  basis: choicesOf(basisWords),
  delivery: choicesOf(deliveryWords),
  kind: choicesOf(kindWords),
  region: regions.map((region) => ({ value: region, label: regionName(region) })),
})
