import { describe, expect, it } from 'vitest'
import { codeIn, type Source } from './source.ts'

/** Reads of rooms that an action asks, by their names or as these. */
const isRead = (name: string) =>
  /^(find|may|list|read|preview|check(?!Request|Shortlist))[A-Z]|(Page|Facts)$/.test(name) ||
  ['waitingRequests', 'ownerFromKey', 'withRuleChanged', 'withSettingsChanged'].includes(name)

const namesOfRooms = ({ text }: Source): Set<string> =>
  new Set(
    [...text.matchAll(/^import \{([^}]*)\} from '#services\/(?!core)[^']*'/gm)].flatMap(([, names = '']) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type ')),
    ),
  )

/** What a page does when something is sent to it, with the functions that only that uses: all but the loader and the page. */
const actionOf = ({ text }: Source): string =>
  text.replace(/export const loader\b[\s\S]*?\n(?=\n|$)/, '').replace(/export default function[\s\S]*/, '')

/** Calls of rooms' functions that neither go through `once`, themselves or by the form's key, nor say why they need not. */
const unguarded = (source: Source): string[] => {
  const names = namesOfRooms(source)
  const lines = actionOf(source).split('\n')
  return lines.flatMap((line, at) =>
    [...line.matchAll(/\b(\w+)\((?:await getCtx\(args\)|ctx)\b/g)].flatMap((match) => {
      const name = match[1] ?? ''
      if (!names.has(name) || isRead(name)) return []
      const before = lines.slice(Math.max(0, at - 4), at)
      // A call may stand a line below the `once(… (ctx) =>` that makes it.
      const isOnce = /\(ctx\) =>\s*$/.test(`${lines[at - 1] ?? ''}\n${line.slice(0, match.index)}`)
      const isKeyed = lines.slice(at, at + 4).some((one) => /\bform\.key\b(?!, (?:async )?\()/.test(one))
      const isSaid = before.some((one) => /\/\/ Twice: \S/.test(one))
      return isOnce || isKeyed || isSaid ? [] : [`${source.path}: ${name}`]
    }),
  )
}

describe('pressing twice', () => {
  const actions = codeIn('app/routes').filter(({ text }) => /^export const action\b/m.test(text))

  it('does it once, on every page that takes a form, or the page says why that is so by itself', () => {
    expect(actions.length).toBeGreaterThan(80)
    expect(actions.flatMap(unguarded)).toEqual([])
  })

  it('is seen where it is not guarded', () => {
    const page = (call: string): Source => ({
      path: 'page.tsx',
      text: `import { pay } from '#services/memberships/index.ts'\nexport const action = async () => {\n  ${call}\n}\n`,
    })
    expect(unguarded(page('return respond(args, await pay(ctx, 1), {})'))).toEqual(['page.tsx: pay'])
    expect(unguarded(page('return respond(args, await once(ctx, form.key, (ctx) => pay(ctx, 1)), {})'))).toEqual([])
    expect(unguarded(page('// Twice: nothing happens.\n  await pay(ctx, 1)'))).toEqual([])
  })
})
