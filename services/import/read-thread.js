import { register } from 'tsx/esm/api'

// A new thread does not read TypeScript by itself, whatever started the program.
register()
await import('./read-in-thread.ts')
