import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { generateClient } from '#prisma/generate.ts'
import { StartupError } from '#services/core/config.ts'
import { type BenchTable, say } from '#tests/bench/bench.ts'
import { groups } from '#tests/bench/groups.ts'
import { showTable } from '#tests/bench/show-table.ts'
import { failInOneSentence } from './fail.ts'

/* npm run bench [-- group …] [--json out.json]: measures, prints a table for each question, and keeps the figures as JSON. */

// As served: React and Express read this when they are first loaded.
process.env.NODE_ENV = 'production'

type Args = { names: string[]; file: string | undefined }

const readArgs = (): Args => {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } })
    return { names: positionals.length > 0 ? positionals : Object.keys(groups), file: values.json }
  } catch (error) {
    throw new StartupError(
      `${error instanceof Error ? error.message : error} Usage: npm run bench -- [group …] [--json out.json]`,
    )
  }
}

failInOneSentence(async () => {
  const { names, file } = readArgs()
  const chosen = names.map((name) => {
    const load = groups[name]
    if (!load) throw new StartupError(`There is no group "${name}"; there are ${Object.keys(groups).join(', ')}.`)
    return load
  })
  generateClient()
  const measured: { name: string; measures: string; tables: BenchTable[] }[] = []
  for (const load of chosen) {
    const { group } = await load()
    say(`${group.name}: ${group.measures}`)
    const tables = await group.run()
    for (const table of tables) console.log(`\n${showTable(table)}`)
    measured.push({ name: group.name, measures: group.measures, tables })
    // After each group, so that a later one that fails loses nothing.
    if (file) writeFileSync(file, `${JSON.stringify({ node: process.version, groups: measured }, null, 2)}\n`)
  }
})
