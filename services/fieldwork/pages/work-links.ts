import type { Ctx } from '#services/core/context.ts'
import { gathering, worked } from '#services/fieldwork/case/part.ts'
import { youngPart } from '#services/fieldwork/preparing/young-voices.ts'
import { partIn } from '#services/reviews/index.ts'

/** The pages of a review's work that are this reader's, in the order they are used; none for the association but the steps. */
export const workLinks = async (ctx: Ctx, ref: string): Promise<{ text: string; href: string }[]> => {
  const part = await partIn(ctx, ref)
  if (!part) return []
  const { teamRole, isHost, status } = part
  const to = (text: string, page: string) => ({ text, href: `/reviews/${ref}/${page}` })
  const isOnCase = teamRole !== null || isHost
  const young = (await youngPart(ctx, ref)) ? [to('What young people ask and say', 'young-people')] : []
  if (!worked.includes(status)) return isHost ? young : []
  const steps = to('Steps to tick off', 'steps')
  if (!isOnCase) return part.sides.includes('case-holder') ? [steps] : []
  const isPresented = status !== 'preparing' && status !== 'on_site'
  return [
    to('People and messages', 'people'),
    steps,
    to('Self-assessment', 'workbook'),
    to('Documents', 'documents'),
    ...young,
    to('Programme of the visit', 'programme'),
    ...(teamRole !== null && gathering.includes(status) ? [to('Log evidence', 'evidence/add')] : []),
    ...(teamRole !== null ? [to('Evidence, wall and findings', 'evidence')] : []),
    ...(teamRole !== null || isPresented ? [to('Feedback presentation', 'presentation')] : []),
  ]
}
