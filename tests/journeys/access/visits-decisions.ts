import { date, plain, sends, type Visit } from './visit.ts'
import type { World } from './world.ts'

const typed = {
  title: 'Three days at most',
  ...date('day', '2026-05-20'),
  decided: 'A review visits a service for three days at most.',
  reasons: 'A fourth day costs more than it brings.',
  alternatives: 'None was considered.',
  conflicts: 'None was declared.',
  body: 'board',
  count: '6',
}

const at =
  (which: 'draft' | 'published', page = '') =>
  ({ decisions }: World) =>
    `/association/decisions/${decisions[which].ref}${page}`

/** The decision log, the pages that work at it, and what else anybody can check. */
export const decisionVisits: Record<string, Visit> = {
  decisions: plain('/decisions'),
  'decisions/feed': plain('/decisions/feed'),
  'decisions/:ref': { at: ({ decisions }) => `/decisions/${decisions.published.ref}` },
  independence: plain('/independence'),
  'register-of-interests/download': plain('/register-of-interests/download'),
  'association/decisions': plain('/association/decisions'),
  'association/decisions/new': { ...plain('/association/decisions/new'), send: { 'save a draft': sends(typed) } },
  'association/decisions/:ref': {
    at: at('published'),
    send: {
      'publish a draft': { to: at('draft'), fields: () => ({ intent: 'publish', version: '1' }) },
      'say why a draft is not published': {
        to: at('draft'),
        fields: () => ({ intent: 'drop', version: '1', reason: 'It was no decision.' }),
      },
      'keep it as it is': sends({ intent: 'keep', version: '2', kept: 'It works.', ...date('reviewOn', '2027-05-20') }),
      'replace it by a later one': {
        fields: ({ decisions }) => ({
          intent: 'replace',
          version: '2',
          later: decisions.later.ref,
          replaced: 'Decided anew.',
        }),
      },
    },
  },
  'association/decisions/:ref/edit': {
    at: at('published', '/edit'),
    send: {
      'complete a draft': { to: at('draft', '/edit'), fields: () => ({ ...typed, intent: 'draft', version: '1' }) },
      'publish a correction': sends({ ...typed, intent: 'correct', version: '2', why: 'A number was wrong.' }),
    },
  },
}
