import type { Reporter, TestModule } from 'vitest/node'
import { missing } from './supplies.ts'

/** Says at the end, in one plain line, how many tests passed and failed, and what this machine could not run. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const count = { passed: 0, failed: 0, skipped: 0 }
    for (const module of modules) {
      if (module.state() === 'failed' && module.errors().length > 0) count.failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state !== 'pending') count[state] += 1
      }
    }
    count.failed += errors.length
    for (const sentence of missing) process.stdout.write(`${sentence}\n`)
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`)
  }
}
