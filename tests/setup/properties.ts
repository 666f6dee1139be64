import fc from 'fast-check'

/* A property that fails names its seed; with PROPERTY_SEED set to it, the same values are drawn again. */

const seed = Number(process.env.PROPERTY_SEED)
if (process.env.PROPERTY_SEED && Number.isInteger(seed)) fc.configureGlobal({ seed })
