import { grantsOf, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'

export type AssociationHome = { pages: { title: string; href: string; what: string }[] }

/** What the association's pages are for this actor. forbidden for anybody without an office. */
export const findAssociationHome = async (ctx: Ctx): Promise<Result<AssociationHome>> => {
  const { actor } = ctx
  const pages = [
    {
      title: 'Requests for peer review',
      href: '/association/requests',
      what: 'Check, decide, propose teams, invite.',
      isShown: may(actor, 'review.list'),
    },
    {
      title: 'Rounds',
      href: '/association/rounds',
      what: 'Plan the teams of all approved requests together.',
      isShown: may(actor, 'team.propose'),
    },
    {
      title: 'Applications to the bank',
      href: '/association/applications',
      what: 'References, panels, decisions.',
      isShown: may(actor, 'application.list'),
    },
    {
      title: 'Who may see and do what',
      href: '/association/access',
      what: 'Every page and everything it takes, by role and by how somebody stands to it.',
      isShown: may(actor, 'access.read'),
    },
    {
      title: 'Members',
      href: '/association/members',
      what: 'Who is a member, who is due or lapsed, requests to join, fees, and importing a list.',
      isShown: may(actor, 'member.list'),
    },
    {
      title: 'Audit log',
      href: '/association/audit',
      what: 'What happened, when and by whom; sealed against change.',
      isShown: may(actor, 'audit.read'),
    },
    {
      title: 'Deliveries and jobs',
      href: '/association/deliveries',
      what: 'What waits to be sent, what could not be, and when each job last ran.',
      isShown: may(actor, 'outbox.read'),
    },
    {
      title: 'Reset a lost second step',
      href: '/association/second-step',
      what: 'For somebody who lost their phone and their recovery codes, once you are sure that it is them.',
      isShown: may(actor, 'second-step.reset'),
    },
    {
      title: 'Register of interests',
      href: '/association/interests',
      what: 'Everything declared, with its history, what changed, and a download.',
      isShown: may(actor, 'interest.read'),
    },
    {
      title: 'The rules on conflicts of interest',
      href: '/association/rules',
      what: 'Which rules there are, what they do, and every version of them.',
      isShown: may(actor, 'rules.publish'),
    },
    {
      title: 'Services and organisations',
      href: '/association/register',
      what: 'Which services are combined, partnered or compared, and the organisations people declare.',
      isShown: may(actor, 'register.keep'),
    },
  ].filter(({ isShown }) => isShown)
  const isOfficer = grantsOf(actor, 'review.list').length + grantsOf(actor, 'application.list').length > 0
  if (!isOfficer) return forbidden('These pages are for officers of the association.')
  return ok({ pages: pages.map(({ title, href, what }) => ({ title, href, what })) })
}
