import { postgresUrl } from '#tests/setup/supplies.ts'
import { walk } from './walk.ts'

// Between them the two walks use both kinds of database.
walk('without scripts', false, postgresUrl)
