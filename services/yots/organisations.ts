import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { invalid, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { foldName, nameForms } from './names/fold-name.ts'
import { mayKeepRegister, mayNotKeepRegister } from './policy.ts'
import { tables } from './tables.ts'
import type { OrganisationInput } from './ties-schema.ts'

const legalForms = /\b(limited|ltd|llp|plc|cic|cio|charity|charitable trust)\b/g

/** An organisation's name, made comparable: case, punctuation and legal form do not matter. */
export const organisationKey = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replace(/^the /, '')
    .replaceAll(legalForms, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Words that stand where a name should: two people who typed the same one have nothing in common. */
const placeholders = new Set([
  'independent',
  'independent consultant',
  'self employed',
  'self employed consultant',
  'selfemployed',
  'freelance',
  'freelancer',
  'consultant',
  'associate',
  'sole trader',
  'none',
  'n a',
  'na',
  'nil',
  'not applicable',
  'unknown',
  'various',
  'private',
  'retired',
  'self',
  'myself',
])

export const isPlaceholder = (name: string): boolean =>
  placeholders.has(organisationKey(name)) || organisationKey(name) === ''

export type FoundOrganisation = { organisationId: string } | { authorityCode: string }

/**
 * The organisation that a typed name means, if it is exactly one: a council of the register, or an organisation by one of its
 * names. Null for any other name, and always for a placeholder such as "independent".
 */
export const resolveOrganisation = async (ctx: Ctx, typed: string): Promise<FoundOrganisation | null> => {
  if (isPlaceholder(typed)) return null
  const known = await tables(ctx).organisationName.findUnique({ where: { key: organisationKey(typed) } })
  if (known) return { organisationId: known.organisationId }
  const authorityCode = await resolveAuthority(ctx, typed)
  return authorityCode ? { authorityCode } : null
}

/** The code of the one council that a typed name means: "Leeds City Council", "LB Hackney". Null for none or several. */
export const resolveAuthority = async (ctx: Ctx, typed: string): Promise<string | null> => {
  const authorities = await tables(ctx).localAuthority.findMany()
  for (const { key } of nameForms(typed)) {
    const found = authorities.filter(({ name }) => foldName(name) === key)
    if (found.length > 0) return found.length === 1 ? (found[0]?.code ?? null) : null
  }
  return null
}

/** The police force that a typed name means, as the register writes it. */
export const resolveForce = async (ctx: Ctx, typed: string): Promise<string | null> => {
  const rows = await tables(ctx).yot.findMany({ select: { policeForce: true }, distinct: ['policeForce'] })
  const forces = [...new Set(rows.flatMap(({ policeForce }) => policeForce.split('|')))]
  const short = (name: string) =>
    organisationKey(name)
      .replaceAll(/\b(police|constabulary|service|force)\b/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
  const found = forces.filter((force) => short(force) === short(typed))
  return found.length === 1 ? (found[0] ?? null) : null
}

/**
 * Adds an organisation with every name it goes by. Names that it shares with one already there make it the same
 * organisation, which gets the other names too; names of two different ones are refused.
 */
export const keepOrganisation = (ctx: Ctx, input: OrganisationInput): Promise<Result<{ id: string; keys: string[] }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!mayKeepRegister(ctx.actor)) return mayNotKeepRegister()
    const names = [input.name, ...input.otherNames.split('\n')].map((name) => name.trim()).filter((name) => name !== '')
    const placeholder = names.find(isPlaceholder)
    if (placeholder) return invalid({ name: `“${placeholder}” is not the name of an organisation` })
    const byKey = new Map(names.map((name) => [organisationKey(name), name]))
    const known = await tables(ctx).organisationName.findMany({ where: { key: { in: [...byKey.keys()] } } })
    const ids = [...new Set(known.map(({ organisationId }) => organisationId))]
    if (ids.length > 1) return invalid({ otherNames: 'Two of these names belong to two different organisations' })
    const id =
      ids[0] ??
      (
        await tables(ctx).organisation.create({
          data: { name: input.name, createdAt: ctx.clock.now() },
          select: { id: true },
        })
      ).id
    await tables(ctx).organisationName.createMany({
      data: [...byKey].map(([key, name]) => ({ key, name, organisationId: id })),
      skipDuplicates: true,
    })
    await audit(ctx, {
      event: 'organisation.kept',
      subject: { kind: 'organisation', id },
      data: { names: byKey.size },
    })
    return ok({ id, keys: [...byKey.keys()] })
  })
