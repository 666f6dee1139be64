import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { StartupError } from './config.ts'
import { asFolderTrouble, refuseFullDisk } from './folder-trouble.ts'

const failure = (code: string) => Object.assign(new Error(`${code}: the kernel’s words`), { code })

describe('a folder that is of no use', () => {
  it.each([
    ['EACCES', 'This user may not write to the folder /data: mend that, or set DATA_DIR to another folder.'],
    ['EROFS', 'The folder /data is on a disk that cannot be written to: mend that, or set DATA_DIR to another folder.'],
    ['ENOSPC', 'There is no room left on the disk of the folder /data: mend that, or set DATA_DIR to another folder.'],
    ['EEXIST', '/data is a file, not a folder: mend that, or set DATA_DIR to another folder.'],
  ])('is named in one sentence (%s)', (code, sentence) => {
    const trouble = asFolderTrouble(failure(code), '/data')
    expect(trouble).toBeInstanceOf(StartupError)
    expect(trouble).toMatchObject({ message: sentence })
  })

  it('is not blamed for another fault', () => {
    const fault = failure('EMFILE')
    expect(asFolderTrouble(fault, '/data')).toBe(fault)
  })

  it('is refused when its disk has less room than is needed', () => {
    expect(() => refuseFullDisk(tmpdir(), 1)).not.toThrow()
    expect(() => refuseFullDisk(tmpdir(), 1e18)).toThrow(/^The disk of the folder \S+ is full: [\d,]+ MB are left and/)
  })
})
