export { primaryAddress } from './primary-address.ts'
