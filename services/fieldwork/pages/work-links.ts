import type { Ctx } from '#services/core/context.ts'
import { gathering, worked } from '#services/fieldwork/case/part.ts'
import { youngPart } from '#services/fieldwork/preparing/young-voices.ts'
import { hasPart, type PartIn, partIn, type WorkPart } from '#services/reviews/index.ts'

type Link = { text: string; href: string }

/** What the team sees and concludes; the presentation is the service's too, once it was held. */
const evidence = ({ teamRole, status }: PartIn, to: (text: string, page: string) => Link): Link[] => {
  const isPresented = status !== 'preparing' && status !== 'on_site'
  return [
    ...(teamRole !== null && gathering.includes(status) ? [to('Log evidence', 'evidence/add')] : []),
    ...(teamRole !== null ? [to('Evidence, wall and findings', 'evidence')] : []),
    ...(teamRole !== null || isPresented ? [to('Feedback presentation', 'presentation')] : []),
  ]
}

/** The pages of a review's work that are this reader's, in the order they are used; none for the association but the steps. */
export const workLinks = async (ctx: Ctx, ref: string): Promise<Link[]> => {
  const part = await partIn(ctx, ref)
  if (!part) return []
  const { kind, teamRole, isHost, status } = part
  const has = (work: WorkPart) => hasPart(kind, work)
  const to = (text: string, page: string) => ({ text, href: `/reviews/${ref}/${page}` })
  const isOnCase = teamRole !== null || isHost
  const young = (await youngPart(ctx, ref)) ? [to('What young people ask and say', 'young-people')] : []
  if (!worked.includes(status)) return isHost ? young : []
  const steps = to('Steps to tick off', 'steps')
  if (!isOnCase) return part.sides.includes('case-holder') ? [steps] : []
  return [
    to('People and messages', 'people'),
    steps,
    ...(has('self-assessment') ? [to('Self-assessment', 'workbook')] : []),
    ...(has('documents') ? [to('Documents', 'documents')] : []),
    ...young,
    ...(has('programme') ? [to('Programme of the visit', 'programme')] : []),
    ...(has('evidence') ? evidence(part, to) : []),
  ]
}
