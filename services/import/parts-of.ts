import type { Change, ImportPlan } from './records.ts'

const enough = 150

/**
 * The changes of a plan in parts that can be applied one after the other, others' work in between: everything about one person or
 * one service is in the same part, in the plan's order. Parts have some 150 changes, or more where services share people.
 */
export const partsOf = ({ records, changes }: Pick<ImportPlan, 'records' | 'changes'>): Change[][] => {
  const parents = new Map<string, string>()
  const rootOf = (node: string): string => {
    let root = node
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent
    parents.set(node, root)
    return root
  }
  const join = (one: string, other: string) => parents.set(rootOf(one), rootOf(other))
  const personOf = (change: Change) => ('personKey' in change ? `person ${change.personKey}` : null)
  for (const { yot, changes } of records) {
    for (const change of changes) {
      const person = personOf(change)
      const service = 'yot' in change ? change.yot : yot
      if (person !== null && service !== null) join(person, `service ${service}`)
    }
  }
  const groups = new Map<string, Change[]>()
  for (const change of changes) {
    const root = rootOf(personOf(change) ?? ('yot' in change ? `service ${change.yot}` : ''))
    const group = groups.get(root)
    if (group) group.push(change)
    else groups.set(root, [change])
  }
  const parts: Change[][] = []
  let part: Change[] = []
  for (const group of groups.values()) {
    part.push(...group)
    if (part.length < enough) continue
    parts.push(part)
    part = []
  }
  if (part.length > 0) parts.push(part)
  return parts
}
