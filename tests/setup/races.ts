/** How often a test lets two people race each other: RACES=1000 looks as long as a release asks. */
export const races = Number(process.env.RACES ?? 3)
