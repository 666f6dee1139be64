import { walk } from './walk.ts'

walk('without scripts', false)
