import { StartupError } from '#services/core/config.ts'

/** Runs a command. What its caller can mend is said in one sentence; anything else is a bug and shows its stack. */
export const failInOneSentence = (command: () => Promise<void>) => {
  command().catch((error: unknown) => {
    console.error(error instanceof StartupError ? error.message : error)
    process.exit(1)
  })
}
