import { readFileSync } from 'node:fs'
import type { Answer, Answers } from '#app/access/answers.ts'
import { everyStandpoint, type Standpoint, standpoints } from '#app/access/standpoints.ts'

/*
 * `expected.txt` says in plain words who is to see and may do what. It is written by hand and asks nothing of the product, so a
 * permission that changes is a line there that somebody has to change too, and read.
 *
 *   the path of a page in app/routes.ts
 *     open it | sees: these; those | told no: others | hidden: everybody else
 *     what can be sent there | …
 *
 * A visitor is asked to sign in where a line does not say everybody.
 */

const answers: Record<string, Answer> = {
  sees: 'yes',
  does: 'yes',
  'not as things stand': 'refused',
  'told no': 'no',
  hidden: 'hidden',
}

const rest = ['everybody', 'everybody else']

const whoIs = (words: string): Standpoint => {
  const found = everyStandpoint.find((who) => standpoints[who].words === words)
  if (!found) throw new Error(`Nobody in the access matrix is “${words}”`)
  return found
}

const readLine = (groups: string[]): Answers => {
  const said = new Map<Standpoint, Answer>()
  let others: Answer | null = null
  for (const group of groups) {
    const at = group.indexOf(': ')
    const answer = answers[group.slice(0, at)]
    if (!answer) throw new Error(`“${group}” says no answer that there is`)
    for (const words of group.slice(at + 2).split('; ')) {
      if (!rest.includes(words)) said.set(whoIs(words), answer)
      else others = answer
      if (words === 'everybody else') said.set('visitor', 'sign-in')
    }
  }
  return new Map(
    everyStandpoint.map((who) => {
      const answer = said.get(who) ?? others
      if (!answer) throw new Error(`Nothing is said of ${standpoints[who].words}: ${groups.join(' | ')}`)
      return [who, answer]
    }),
  )
}

export type Expected = { see: Answers; send: Record<string, Answers> }

/** By the page's path in `app/routes.ts`. */
export const readExpected = (): Map<string, Expected> => {
  const pages = new Map<string, Expected>()
  let page: Expected | null = null
  for (const line of readFileSync(new URL('./expected.txt', import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    if (!line.startsWith('  ')) {
      page = { see: new Map(), send: {} }
      pages.set(line === '/' ? '' : line.slice(1), page)
      continue
    }
    const [what = '', ...groups] = line.trim().split(' | ')
    if (!page) throw new Error(`“${what}” stands under no page`)
    // The first line of a page is about seeing it; something that is sent may be called so too.
    if (what === 'open it' && page.see.size === 0) page.see = readLine(groups)
    else page.send[what] = readLine(groups)
  }
  return pages
}
