export const productName = 'Critical Friend'

/** A page's title for its `meta` export: `export const meta = () => pageTitle('Request a review')`. */
export const pageTitle = (title: string) => [{ title: `${title} – ${productName}` }]
