import { themeTree } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { regionName, regions } from '#services/yots/index.ts'
import { havings, mileCaps, offererKinds, priceCaps } from './catalogue-filter.ts'
import { basisWords, choicesOf, deliveryWords, kindWords } from './words.ts'

const offererWords = {
  service: 'A service',
  person: 'Somebody in their own name',
  outside: 'An outside provider',
} as const

const havingWords = { places: 'A date with free places', mark: 'A quality mark' } as const

/** What the catalogue can be narrowed to: values as the URL says them, labels as people read them. */
export const catalogueChoices = async (ctx: Ctx) => ({
  themes: [
    { value: '', label: 'Any theme' },
    ...(await themeTree(ctx)).flatMap((theme) => [
      { value: theme.code, label: theme.name },
      ...theme.children.map(({ code, name }) => ({ value: code, label: `– ${name}` })),
    ]),
  ],
  from: offererKinds.map((value) => ({ value, label: offererWords[value] })),
  basis: choicesOf(basisWords),
  delivery: choicesOf(deliveryWords),
  kind: choicesOf(kindWords),
  has: havings.map((value) => ({ value, label: havingWords[value] })),
  price: [
    { value: '', label: 'Any price' },
    ...priceCaps.map((cap) => ({
      value: String(cap),
      label: cap === 0 ? 'Nothing' : `£${cap.toLocaleString('en-GB')}`,
    })),
  ],
  within: [
    { value: '', label: 'Any distance' },
    ...mileCaps.map((cap) => ({ value: String(cap), label: `Within ${cap} miles` })),
  ],
  region: regions.map((region) => ({ value: region, label: regionName(region) })),
})
