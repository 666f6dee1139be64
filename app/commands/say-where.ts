import type { Config } from '#services/core/config.ts'

/** Says where people reach it. */
export const sayWhere = ({ publicUrl, mode }: Config) =>
  console.log(
    `Critical Friend is at ${publicUrl}${mode === 'demo' ? ' (demonstration: fictional people, no real mail)' : ''}`,
  )
