import type { InstanceShape } from './instance.ts'

/** What is wrong with a file, where. */
export type Issue = { path: readonly PropertyKey[]; message: string }

/** Capitals, blanks and characters that nobody sees put aside: two names that fold alike are one name, spelt twice. */
const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]+/gu, '')
    .toLowerCase()

/** Ids used twice, names of nobody in the file, and names that differ from another only in capitals or blanks. */
export function wrongNames(instance: InstanceShape): Issue[] {
  const issues: Issue[] = []
  /** Says of a name that is spelt otherwise elsewhere; where it stands first is taken as right. */
  const spelling = () => {
    const first = new Map<string, string>()
    return (name: string | null, path: readonly PropertyKey[]) => {
      if (name === null) return
      const known = first.get(fold(name))
      if (known === undefined) first.set(fold(name), name)
      else if (known !== name)
        issues.push({ path, message: `"${name}" differs from "${known}" only in capitals or blanks` })
    }
  }
  const once = (list: 'requests' | 'experts') => {
    const seen = new Set<string>()
    const folded = new Map<string, string>()
    const spelt = spelling()
    instance[list].forEach(({ id }, at) => {
      if (seen.has(id)) issues.push({ path: [list, at, 'id'], message: `"${id}" is used twice` })
      else spelt(id, [list, at, 'id'])
      seen.add(id)
      folded.set(fold(id), id)
    })
    const what = list === 'experts' ? 'an expert' : 'a request'
    const near = (id: string) => (seen.has(id) ? undefined : folded.get(fold(id)))
    const isThere = (id: string, path: readonly PropertyKey[]) => {
      if (seen.has(id)) return
      const meant = near(id)
      issues.push({ path, message: `"${id}" is not ${what}${meant === undefined ? '' : `; did you mean "${meant}"?`}` })
    }
    /** Somebody who may be missing, but not misspelt. */
    const isSpelt = (id: string, path: readonly PropertyKey[]) => {
      if (near(id) !== undefined) isThere(id, path)
    }
    return { isThere, isSpelt }
  }
  const requests = once('requests')
  const experts = once('experts')
  const [yot, region, theme] = [spelling(), spelling(), spelling()]
  instance.requests.forEach((request, at) => {
    const path = ['requests', at]
    yot(request.yot, [...path, 'yot'])
    region(request.region, [...path, 'region'])
    request.themes.forEach((code, nth) => void theme(code, [...path, 'themes', nth]))
    for (const list of ['excluded', 'nominated'] as const)
      request[list].forEach((id, nth) => void experts.isThere(id, [...path, list, nth]))
    request.locked.forEach(({ expert }, nth) => void experts.isSpelt(expert, [...path, 'locked', nth, 'expert']))
  })
  instance.experts.forEach((expert, at) => {
    const path = ['experts', at]
    yot(expert.yot, [...path, 'yot'])
    region(expert.region, [...path, 'region'])
    for (const code of Object.keys(expert.themes)) theme(code, [...path, 'themes', code])
  })
  instance.conflicts.forEach(({ expert, request }, at) => {
    experts.isThere(expert, ['conflicts', at, 'expert'])
    requests.isThere(request, ['conflicts', at, 'request'])
  })
  instance.options?.keep?.forEach(({ request, members }, at) => {
    const path = ['options', 'keep', at]
    requests.isSpelt(request, [...path, 'request'])
    members.forEach(({ expert }, nth) => void experts.isSpelt(expert, [...path, 'members', nth, 'expert']))
  })
  return issues
}

const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

/** Facts that cannot be meant: dates too short for the work, and half a place on the map. */
export function wrongFacts(instance: InstanceShape): Issue[] {
  const issues: Issue[] = []
  instance.requests.forEach(({ windows, days }, at) => {
    windows.forEach(({ from, to }, nth) => {
      const long = dayOf(to) - dayOf(from) + 1
      if (long >= days) return
      const message = `lasts ${long} ${long === 1 ? 'day' : 'days'}, and the work takes ${days}`
      issues.push({ path: ['requests', at, 'windows', nth], message })
    })
  })
  for (const list of ['requests', 'experts'] as const) {
    instance[list].forEach(({ lat, lng }, at) => {
      if ((lat === null) === (lng === null)) return
      const [missing, given] = lat === null ? ['lat', 'lng'] : ['lng', 'lat']
      issues.push({ path: [list, at, missing], message: `is missing, though ${given} is given` })
    })
  }
  return issues
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether two names differ in one letter added, left out or changed. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 3) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [restA, restB] = [a.slice(at), b.slice(at)]
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)
}

/**
 * Fields that are nearly one that the format names, and rules that it does not name: passed over, they would plan something else than
 * was meant. Other fields that it does not name are nobody's business.
 */
export function misspelt(json: unknown, fields: Readonly<Record<string, readonly string[]>>): Issue[] {
  if (!isObject(json)) return []
  const look = (value: unknown, known: readonly string[], path: readonly PropertyKey[]): Issue[] =>
    isObject(value)
      ? Object.keys(value).flatMap((key): Issue[] => {
          if (known.includes(key)) return []
          const meant = known.find((name) => fold(name) === fold(key)) ?? known.find((name) => isOneOff(name, key))
          if (meant === undefined && path[0] !== 'rules') return []
          const what = path[0] === 'rules' ? 'a rule' : 'a field of the format'
          return [{ path: [...path, key], message: `is not ${what}${meant ? `; did you mean ${meant}?` : ''}` }]
        })
      : []
  return Object.entries(fields).flatMap(([name, known]) => {
    if (name === '') return look(json, known, [])
    const value = json[name]
    return Array.isArray(value)
      ? value.flatMap((each, at) => look(each, known, [name, at]))
      : look(value, known, [name])
  })
}
