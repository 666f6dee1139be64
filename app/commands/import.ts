import { fileURLToPath } from 'node:url'
import { generateClient } from '#prisma/generate.ts'
import { systemClock } from '#services/core/clock.ts'
import { StartupError } from '#services/core/config.ts'
import { loadRegisterFromCsv } from '#services/yots/index.ts'
import { importMembers, type MemberDatabase } from './import-members.ts'

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', () => process.exit(0))

// npm runs its scripts in the project's folder; a relative path means the folder the person is in.
const folders = [process.env.INIT_CWD, process.cwd()].filter((folder) => folder !== undefined)

/** The database is opened only when it is asked for: `--existing` needs none. */
const withDatabase = async (work: (database: MemberDatabase) => Promise<number>): Promise<number> => {
  generateClient()
  const { workOnMembers } = await import('./member-database.ts')
  return workOnMembers(work)
}

try {
  process.exitCode = await importMembers(process.argv.slice(2), {
    register: await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url))),
    today: systemClock.today(),
    folders,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    withDatabase,
  })
} catch (error) {
  if (!(error instanceof StartupError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
