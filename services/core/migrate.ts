import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { readSchemaFiles } from '#prisma/generate.ts'
import { projectFolder } from '#prisma/project-folder.ts'
import { askPlainly, type Database } from './db.ts'

/*
 * Prisma's own schema engine in its WebAssembly build: the one that needs no download (docs/decisions/0002).
 */

const migrationsFolder = `${projectFolder}prisma/migrations`

type EngineModule = typeof import('@prisma/schema-engine-wasm')
let engineModule: Promise<EngineModule> | null = null

const loadEngine = (): Promise<EngineModule> => {
  engineModule ??= (async () => {
    const require = createRequire(import.meta.url)
    const glue: EngineModule & { __wbg_set_wasm(exports: WebAssembly.Exports): void } = await import(
      '@prisma/schema-engine-wasm/schema_engine_bg'
    )
    const file = require.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm')
    const { instance } = await WebAssembly.instantiate(readFileSync(file), {
      './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
    })
    glue.__wbg_set_wasm(instance.exports)
    const start = instance.exports.__wbindgen_start
    if (typeof start === 'function') start()
    return glue
  })()
  return engineModule
}

const noFilter = { externalTables: [], externalEnums: [] }

/** One engine at a time: two in one WebAssembly memory corrupt each other. */
let turn: Promise<unknown> = Promise.resolve()

const withEngine = <T>(database: Database, work: (engine: SchemaEngine) => Promise<T>): Promise<T> => {
  const mine = turn.then(() => runEngine(database, work))
  turn = mine.catch(() => undefined)
  return mine
}

const runEngine = async <T>(database: Database, work: (engine: SchemaEngine) => Promise<T>): Promise<T> => {
  const { SchemaEngine } = await loadEngine()
  const datamodels = readSchemaFiles().map((file): [string, string] => [file.path, file.content])
  const connected: SqlDriverAdapter[] = []
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    ...database.adapter,
    connect: async () => {
      const adapter = await database.adapter.connect()
      connected.push(adapter)
      return adapter
    },
  }
  try {
    return await work(
      await SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory)),
    )
  } finally {
    // The engine leaves its connections open.
    for (const adapter of connected) await adapter.dispose()
  }
}

/** The names of all migrations, in the order they are applied. */
export const migrationNames = (): string[] =>
  readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

const migrationText = (name: string) => readFileSync(`${migrationsFolder}/${name}/migration.sql`, 'utf8')

const migrationsList = (names: string[]) => ({
  baseDir: migrationsFolder,
  lockfile: {
    path: 'migration_lock.toml',
    content: readFileSync(`${migrationsFolder}/migration_lock.toml`, 'utf8'),
  },
  shadowDbInitScript: '',
  migrationDirectories: names.map((name) => ({
    path: name,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok' as const, value: migrationText(name) },
    },
  })),
})

/**
 * Whether the database has had exactly these migrations, as they are written: asked in plain SQL, as the engine takes longer
 * to load than all the rest of a start.
 */
const isUpToDate = async (database: Database, names: string[]): Promise<boolean> => {
  const [[table] = []] = await askPlainly(database, "select to_regclass('_prisma_migrations')::text")
  if (!table) return false
  const had = await askPlainly(
    database,
    `select migration_name, checksum, finished_at is not null and rolled_back_at is null from _prisma_migrations`,
  )
  const checksums = new Map(had.map(([name, checksum]) => [name, checksum]))
  return (
    had.length === names.length &&
    had.every(([, , isOver]) => isOver === true) &&
    names.every((name) => checksums.get(name) === createHash('sha256').update(migrationText(name)).digest('hex'))
  )
}

/** Applies the migrations the database has not had yet, all of them or those named. Returns the names of those applied. */
export const applyMigrations = async (database: Database, names = migrationNames()): Promise<string[]> => {
  if (await isUpToDate(database, names)) return []
  const { appliedMigrationNames } = await database.alone(() =>
    withEngine(database, (engine) =>
      engine.applyMigrations({ migrationsList: migrationsList(names), filters: noFilter }),
    ),
  )
  // The embedded database reads once which types its arrays may have: those that a migration adds must be read too.
  if (appliedMigrationNames.length > 0) await database.pglite?.refreshArrayTypes()
  return appliedMigrationNames
}

/**
 * The SQL that would bring the database to the schema: empty when they agree. Works on the embedded database only
 * (the engine cannot read a PostgreSQL server's catalogue through its adapter).
 */
export const findDrift = async (database: Database): Promise<string> => {
  const files = readSchemaFiles()
  const { stdout, exitCode } = await withEngine(database, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: noFilter,
    }),
  )
  return exitCode === 0 ? '' : (stdout ?? '')
}
