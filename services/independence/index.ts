/** The front door of independence: what a year's figures say of who paid whom, who decided, and who stood aside. */

export { countYear } from './count-year.ts'
export { independencePage, type ToldYear } from './page.ts'
export { publish } from './publish.ts'
export { room } from './room.ts'
export type { Told } from './suppress.ts'
