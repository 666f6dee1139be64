export { abolishPost, addPost } from './add-post.ts'
export { appointmentsOf, appointOfficer } from './appoint.ts'
export { endHolding, markLeave, removeHolding } from './change-holding.ts'
export { changeJob, changeJobSchema, ownPosts } from './change-job.ts'
export { findYot, type YotPage } from './find-yot.ts'
export { countByRegion, searchRegister, type YotLink, type YotSearch, yotsOfRegion } from './find-yots.ts'
export { grantsFor } from './grants.ts'
export { headsOf } from './heads.ts'
export { holdersToday, leadsOf, type PostHolder } from './holders.ts'
export { inForce } from './in-force.ts'

export { levelOfTitle } from './level-of-title.ts'
export { isYotName, resolveYot, type YotMatch, type YotRegister } from './names/register.ts'
export { loadRegisterFromCsv } from './names/register-csv.ts'
export { yotsNamedIn } from './names/yots-named-in.ts'
export { coordinatorsFor, type Officer, officersOf } from './officers.ts'
export {
  isPlaceholder,
  keepOrganisation,
  organisationKey,
  resolveAuthority,
  resolveForce,
  resolveOrganisation,
} from './organisations.ts'
export { placeInPost } from './place-in-post.ts'
export { writeTo } from './post-changed.ts'
export { type Holder, type ManagedPost, managePosts, type PostSeen } from './posts.ts'
export { lastPostOf, type PostHeld, postsHeldBy } from './posts-held.ts'
export { regionCode, regionInitials, regionName, regionNames, regionOfCode, regions } from './regions.ts'
export { room } from './room.ts'
export { addPostSchema, endHoldingSchema, holdingSchema, postSchema, startHoldingSchema } from './schema.ts'
export { speaksFor, yotsOf } from './speaks-for.ts'
export { startHolding } from './start-holding.ts'
export { stateHolding, stateHoldingSchema, takeBackHolding } from './state-holding.ts'
export { tables } from './tables.ts'
export { findTies, recordTie, removeTie } from './ties.ts'
export { organisationSchema, type TieInput, tieKinds, tieSchema, tieWords } from './ties-schema.ts'
export { yotPlaces } from './yot-places.ts'
export { yotRegister } from './yot-register.ts'
export { type YotTile, yotTiles } from './yot-tiles.ts'
