import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { OfferingPage } from '#services/offerings/index.ts'
import { ProviderName, ThemeLinks } from './offering-parts.tsx'

/** Who an offering is from, on what basis, how and about what. */
export const OfferingFacts = ({ offering }: { offering: OfferingPage }) => {
  const { provider, region, price, delivery, themes, contact, publishedOn } = offering
  return (
    <SummaryList
      rows={[
        { key: 'From', value: <ProviderName provider={provider} /> },
        region !== '' && { key: 'Region', value: region },
        { key: 'Basis', value: price },
        { key: 'Delivery', value: delivery.join(', ') },
        { key: themes.length === 1 ? 'Theme' : 'Themes', value: <ThemeLinks themes={themes} /> },
        contact !== null && provider.kind === 'service' && { key: 'Contact', value: contact },
        publishedOn !== null && { key: 'Published', value: longDate(publishedOn) },
      ]}
    />
  )
}
