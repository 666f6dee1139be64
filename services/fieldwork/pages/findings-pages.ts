import type { Ctx } from '#services/core/context.ts'
import { notFound, ok } from '#services/core/result.ts'
import { casePart, teamPart, writing } from '#services/fieldwork/case/part.ts'
import { tables } from '#services/fieldwork/case/tables.ts'
import { findingWords } from '#services/fieldwork/case/words.ts'
import { entriesOf } from '#services/fieldwork/findings/agree-finding.ts'
import { agreedFindings } from '#services/fieldwork/findings/agreed-findings.ts'
import { findingLife } from '#services/fieldwork/findings/lifecycle.ts'
import { voiceOfTheChild, whatFindingLacks } from '#services/fieldwork/findings/rules.ts'
import { readYoungVoices } from '#services/fieldwork/preparing/young-voices.ts'
import { type Place, partIn, placeId, placesOf, reviewLife, teamOf } from '#services/reviews/index.ts'
import { readEntries } from './evidence-pages.ts'

/** The places of a review with what stands under each: drafts, agreed findings, entries; for the team. */
export const findingsPage = async (ctx: Ctx, ref: string) => {
  const part = await teamPart(ctx, ref)
  if (!part) return notFound()
  const where = { requestId: part.id }
  const [places, findings, entries] = await Promise.all([
    placesOf(ctx, part.id),
    tables(ctx).finding.findMany({
      where: { ...where, status: { in: findingLife.marked('standing') } },
      select: { kloeId: true, goldenThread: true, status: true },
    }),
    tables(ctx).evidence.groupBy({
      by: ['kloeId', 'goldenThread'],
      where: { ...where, status: 'logged' },
      _count: { _all: true },
    }),
  ])
  return ok({
    ref,
    yotName: part.yotName,
    isCoLead: part.teamRole === 'co_lead',
    mayWrite: part.teamRole === 'co_lead' && writing.includes(part.status),
    places: places.map((place) => {
      const own = findings.filter((row) => placeId(row) === placeId(place))
      return {
        key: place.key,
        title: place.title,
        drafts: own.filter(({ status }) => status === 'draft').length,
        agreed: own.filter(({ status }) => status === 'agreed').length,
        entries: entries.find((row) => placeId(row) === placeId(place))?._count._all ?? 0,
      }
    }),
  })
}

/** One place with its findings, what each lacks and who agreed, and the entries they can rest on; for the team. */
export const findingPlacePage = async (ctx: Ctx, ref: string, key: string) => {
  const part = await teamPart(ctx, ref)
  if (!part) return notFound()
  const places = await placesOf(ctx, part.id)
  const place = places.find((one) => one.key === key)
  if (!place) return notFound()
  const { kloeId, goldenThread } = place
  const rows = await tables(ctx).finding.findMany({
    where: { requestId: part.id, kloeId, goldenThread, status: { in: findingLife.marked('standing') } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    include: { entries: true, agreements: { select: { edition: true, personId: true } } },
  })
  const [facts, entries, team] = await Promise.all([
    entriesOf(
      ctx,
      part.id,
      rows.map(({ id }) => id),
    ),
    readEntries(ctx, part.id, places, { kloeId, goldenThread }),
    teamOf(ctx, part.id),
  ])
  const young = goldenThread === voiceOfTheChild ? await readYoungVoices(ctx, part.id) : null
  const coLeads = team.filter(({ role }) => role === 'co_lead')
  const mayWrite = part.teamRole === 'co_lead' && writing.includes(part.status)
  return ok({
    ref,
    yotName: part.yotName,
    place: { key: place.key, title: place.title },
    isVoiceOfTheChild: goldenThread === voiceOfTheChild,
    mayWrite,
    young,
    entries,
    findings: rows.map((row) => {
      const have = row.agreements.flatMap(({ edition, personId }) => (edition === row.edition ? personId : []))
      return {
        id: row.id,
        version: row.version,
        edition: row.edition,
        kind: row.kind,
        kindWords: findingWords[row.kind],
        title: row.title,
        text: row.text,
        whyDespite: row.whyDespite,
        whyNoChildren: row.whyNoChildren,
        earlierSources: row.earlierSources,
        isAgreed: row.status === 'agreed',
        restsOn: row.entries.filter(({ isAgainst }) => !isAgainst).map(({ evidenceId }) => evidenceId),
        against: row.entries.filter(({ isAgainst }) => isAgainst).map(({ evidenceId }) => evidenceId),
        lacks: whatFindingLacks({ ...row, entries: facts.get(row.id) ?? [] }),
        agreedBy: coLeads.filter(({ personId }) => have.includes(personId)).map(({ name }) => name),
        waitsFor: coLeads.filter(({ personId }) => !have.includes(personId)).map(({ name }) => name),
        mayAgree: mayWrite && row.status === 'draft' && !have.includes(ctx.actor.personId ?? ''),
      }
    }),
  })
}

const byPlace = (places: readonly Place[], findings: Awaited<ReturnType<typeof agreedFindings>>) =>
  places.map(({ key, title }) => ({
    key,
    title,
    findings: findings
      .filter(({ place }) => place.key === key)
      .map(({ id, kind, title, text }) => ({ id, kind, kindWords: findingWords[kind], title, text })),
  }))

/** The feedback presentation: what the team has agreed, in large type. For the team; for the service once it was presented to it. */
export const presentationPage = async (ctx: Ctx, ref: string) => {
  const part = await casePart(ctx, ref, 'evidence')
  const isPresented = part !== null && !['preparing', 'on_site'].includes(part.status)
  if (!part || (part.teamRole === null && !isPresented)) return notFound()
  const [places, findings] = await Promise.all([placesOf(ctx, part.id), agreedFindings(ctx, part.id)])
  return ok({
    ref,
    yotName: part.yotName,
    isTeam: part.teamRole !== null,
    /** The day it was held; today while it is to come. */
    on: (isPresented ? part.endsOn : null) ?? ctx.clock.today(),
    places: byPlace(places, findings).filter(({ findings }) => findings.length > 0),
  })
}

/** What the service reads on its review's page once the draft report is with it, and the co-leads from the visit on; null for others. */
export const findingsOnReview = async (ctx: Ctx, ref: string) => {
  const part = await partIn(ctx, ref)
  const isDrafted = part !== null && reviewLife.is('drafted', part.status)
  if (!part || !(part.teamRole === 'co_lead' || (part.isHost && isDrafted))) return null
  const [places, findings] = await Promise.all([placesOf(ctx, part.id), agreedFindings(ctx, part.id)])
  return byPlace(places, findings).filter(({ findings }) => findings.length > 0)
}
