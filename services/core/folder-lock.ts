import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartupError } from './config.ts'

/*
 * Two processes on one embedded database lose data silently, so a folder has one owner. The lock is a file that names
 * its owner and counts only while that process lives: a lock that goes stale by time (as lock libraries do) would be
 * lost by an owner that is merely busy, and would make a restart after a crash wait.
 */

type Owner = { pid: number; startedAt: string | null }

/** When a process began, as the kernel counts it, so that a reused pid is not taken for the owner. Null off Linux. */
const processStart = (pid: number): string | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

const isAlive = (owner: Owner): boolean => {
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return owner.startedAt === null || owner.startedAt === processStart(owner.pid)
}

const readOwner = (file: string): Owner | null => {
  try {
    const [pid, startedAt] = readFileSync(file, 'utf8').split('\n')
    return pid ? { pid: Number(pid), startedAt: startedAt || null } : null
  } catch {
    return null
  }
}

const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)

const hasCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

/**
 * Takes a folder for this process and returns the function that gives it back.
 * Throws a StartupError naming the other process while one holds it.
 */
export const lockFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'owner.lock')
  const guard = join(folder, 'owner.lock.takeover')
  const mine = `${process.pid}\n${processStart(process.pid) ?? ''}\n`
  const inUse = (who: string) =>
    new StartupError(
      `The folder ${folder} is in use by ${who}: stop that one first, or set DATA_DIR to another folder.`,
    )
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx' })
      return () => {
        if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true })
      }
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    }
    const owner = readOwner(file)
    if (owner && isAlive(owner)) throw inUse(`another copy of the program (process ${owner.pid})`)
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (!owner && age < 2_000) {
      pause()
      continue
    }
    // Whoever removes a dead owner's lock must hold the guard and look again, or two could each remove the other's.
    try {
      mkdirSync(guard)
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
      const guardAge = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (guardAge > 10_000) rmSync(guard, { recursive: true, force: true })
      pause()
      continue
    }
    try {
      const again = readOwner(file)
      if (!again || !isAlive(again)) rmSync(file, { force: true })
    } finally {
      rmdirSync(guard)
    }
  }
  throw inUse('another copy of the program that is starting')
}
