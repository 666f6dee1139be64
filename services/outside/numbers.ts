import type { NumberKind } from '#prisma/generated/enums.ts'

/** Public registers that give an organisation its number, how their numbers look, and where one is looked up. */
export const numberKinds = {
  company: {
    title: 'Company number',
    like: '8 digits, or 2 letters and 6 digits',
    pattern: /^(\d{8}|[A-Z]{2}\d{6})$/,
    lookUp: (number: string) => `https://find-and-update.company-information.service.gov.uk/company/${number}`,
  },
  charity: {
    title: 'Charity number',
    like: '6 or 7 digits, or SC and 6 digits',
    pattern: /^(\d{6,7}|SC\d{6})$/,
    lookUp: (number: string) =>
      number.startsWith('SC')
        ? `https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number=${number}`
        : `https://register-of-charities.charitycommission.gov.uk/charity-search/-/charity-details/${number}`,
  },
  ukprn: {
    title: 'UK provider reference number (UKPRN)',
    like: '8 digits that begin with 1',
    pattern: /^1\d{7}$/,
    lookUp: () => 'https://www.ukrlp.co.uk/',
  },
} as const satisfies Record<
  NumberKind,
  { title: string; like: string; pattern: RegExp; lookUp: (number: string) => string }
>

/**
 * A number as its register writes it: without spaces and dots, letters large, a company's with its noughts in front. Null where no
 * number of that register looks like it.
 */
export const readNumber = (kind: NumberKind, typed: string): string | null => {
  const plain = typed.replaceAll(/[\s.-]/g, '').toUpperCase()
  const number = kind === 'company' && /^\d{6,7}$/.test(plain) ? plain.padStart(8, '0') : plain
  return numberKinds[kind].pattern.test(number) ? number : null
}
