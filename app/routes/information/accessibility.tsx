import { Bullets, InformationPage, PageLink, Part, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'

export const meta = () => pageTitle('Accessibility')

export default function Accessibility() {
  return (
    <InformationPage
      title="Accessibility"
      lead="We want everybody who leads, reviews or supports a youth justice service to be able to use this one."
    >
      <Text>On every page you should be able to:</Text>
      <Bullets
        items={[
          'do everything with a keyboard alone, and see where you are',
          'do everything with a screen reader',
          'zoom to 400%, or use a phone 320 pixels wide, without scrolling sideways',
          'set your own colours or high contrast, and your own font size',
          'work without JavaScript: it only makes some things nicer',
          'print, or save as a PDF, without menus and buttons',
        ]}
      />
      <Part title="How accessible it is">
        <Text>
          We aim at level AA of the Web Content Accessibility Guidelines 2.2. Pages are made of GOV.UK Design System
          components, and each component is compared with the original, mark for mark, whenever the service changes.
        </Text>
        <Text>
          Automatic checks (axe) run on the pages that our browser tests visit. The same tests walk those pages without
          JavaScript, in a window 320 pixels wide. Automatic checks find about half of what can be wrong. No audit by an
          independent body, and no test with disabled people, has been done yet, so we cannot say that the service is
          fully compliant.
        </Text>
      </Part>
      <Part title="If something does not work for you">
        <Text>
          <PageLink href="/contact">Tell us</PageLink> which page, and what you use. We answer within five working days,
          send you what you need in another form meanwhile, and mend it.
        </Text>
        <Text>
          If you are not happy with our answer, contact the{' '}
          <PageLink href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</PageLink>.
        </Text>
      </Part>
    </InformationPage>
  )
}
