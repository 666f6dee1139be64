import { walk } from './walk.ts'

walk('with scripts', true)
