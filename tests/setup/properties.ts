import fc from 'fast-check'

/*
 * Properties are tried on the same values by everybody, so that a change is judged by itself. PROPERTY_SEED=new tries others, and what
 * fails then names the seed that tries it again.
 */

const { PROPERTY_SEED: asked = '20261130' } = process.env
if (Number.isInteger(Number(asked))) fc.configureGlobal({ seed: Number(asked) })
