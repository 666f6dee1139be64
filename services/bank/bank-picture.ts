import type { BankRole } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { remember } from '#services/core/remember.ts'
import { countByRegion } from './search-bank.ts'
import { themeTree } from './themes.ts'
import { roleWords } from './words.ts'

/** People by region, from north to south, in every row. */
export type BankPicture = {
  /** Everybody who may do something today. */
  all: number[]
  /** Who may act in each role today; a more senior role counts in those it allows. */
  roles: { name: string; counts: number[] }[]
  /** Who has done it or led on it. */
  themes: { name: string; counts: number[] }[]
}

const roles = Object.keys(roleWords) as BankRole[]

/** What the bank holds by region, role and theme, each count as the list with that filter has it; at most a minute old. For everybody. */
export const bankPicture = remember(60, async (ctx: Ctx): Promise<BankPicture> => {
  const countsOf = async (filter: Parameters<typeof countByRegion>[1]) =>
    (await countByRegion(ctx, filter)).map(({ count }) => count)
  const [all, ofRoles, ofThemes] = await Promise.all([
    countsOf({}),
    Promise.all(roles.map(async (role) => ({ name: roleWords[role], counts: await countsOf({ role }) }))),
    themeTree(ctx).then((tree) =>
      Promise.all(tree.map(async ({ code, name }) => ({ name, counts: await countsOf({ theme: code }) }))),
    ),
  ])
  return { all, roles: ofRoles, themes: ofThemes }
})
