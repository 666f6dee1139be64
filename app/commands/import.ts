import { fileURLToPath } from 'node:url'
import { systemClock } from '#services/core/clock.ts'
import { loadRegisterFromCsv } from '#services/yots/names/register-csv.ts'
import { importMembers } from './import-members.ts'

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', () => process.exit(0))

// npm runs its scripts in the project's folder; a relative path means the folder the person is in.
const folders = [process.env.INIT_CWD, process.cwd()].filter((folder) => folder !== undefined)

process.exitCode = await importMembers(process.argv.slice(2), {
  register: await loadRegisterFromCsv(fileURLToPath(new URL('../../prisma/data', import.meta.url))),
  today: systemClock.today(),
  folders,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  readHeldFromDatabase: null,
  applyToDatabase: null,
})
