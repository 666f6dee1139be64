import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { SiteHeader } from '#app/components/brand/site-header.tsx'
import { longDate } from '#app/components/dates.ts'
import { Footer } from '#app/components/govuk/footer.tsx'
import { NotificationBanner } from '#app/components/govuk/notification-banner.tsx'
import { Panel } from '#app/components/govuk/panel.tsx'
import { PhaseBanner } from '#app/components/govuk/phase-banner.tsx'
import { ServiceNavigation } from '#app/components/govuk/service-navigation.tsx'
import { SkipLink } from '#app/components/govuk/skip-link.tsx'
import { PostForm } from './post-form.tsx'
import type { Notice } from './root-data.ts'

type Props = {
  isDemo: boolean
  /** ISO day that a demonstration lives on. */
  demoDay: string | null
  /** Name of whoever is signed in. */
  personName: string | null
  hasAssociationPages: boolean
  /** How many enquiries wait for a word of whoever is signed in. */
  waiting: number
  /** What just happened, said once at the top of the page. */
  notice: Notice | null
  /** The form on this page shows what was typed before the session ended. */
  hasTypedText: boolean
  children: ReactNode
}

const publicPages = [
  { text: 'Offerings', href: '/offerings' },
  { text: 'Courses', href: '/courses' },
  { text: 'Services', href: '/yots' },
  { text: 'Bank', href: '/bank' },
  { text: 'How it works', href: '/how-it-works' },
]

const memberPages = [
  { text: 'Home', href: '/home' },
  { text: 'Reviews', href: '/reviews' },
  { text: 'Offerings', href: '/offerings' },
  { text: 'Courses', href: '/courses' },
  { text: 'Enquiries', href: '/enquiries' },
  { text: 'Agreed work', href: '/engagements' },
  { text: 'Services', href: '/yots' },
  { text: 'Bank', href: '/bank' },
]

const associationPages = { text: 'Association', href: '/association' }
const signInPage = { text: 'Sign in', href: '/sign-in' }

const footerPages = [
  { text: 'How it works', href: '/how-it-works' },
  { text: 'Decisions', href: '/decisions' },
  { text: 'Independence', href: '/independence' },
  { text: 'Briefing', href: '/briefing' },
  { text: 'Membership', href: '/membership' },
  { text: 'Accessibility', href: '/accessibility' },
  { text: 'Privacy', href: '/privacy' },
  { text: 'Cookies', href: '/cookies' },
  { text: 'Contact', href: '/contact' },
]

/** Header, navigation, banners and footer around every page. */
export const PageShell = (props: Props) => {
  const { isDemo, demoDay, personName, hasAssociationPages, waiting, notice, hasTypedText, children } = props
  const { pathname } = useLocation()
  const pages = personName === null ? [...publicPages, signInPage] : memberPages
  const navigation = (hasAssociationPages ? [...pages, associationPages] : pages).map((page) => ({
    ...page,
    ...(page.href === '/enquiries' && waiting > 0 ? { text: `${page.text} (${waiting})` } : {}),
    current: currentIn(pathname, page.href),
  }))
  return (
    <>
      <SkipLink />
      <header className="govuk-template__header">
        <SiteHeader />
        <ServiceNavigation navigation={navigation} />
        {isDemo && (
          <PhaseBanner tag="Demonstration" tagColour="purple" className="app-no-print">
            The services are real; the people and their work are made up. No mail is sent:{' '}
            <a className="govuk-link" href="/demo/outbox">
              read what would have gone
            </a>
            .
            {demoDay !== null && (
              <>
                {' '}
                It is {longDate(demoDay)} here:{' '}
                <a className="govuk-link" href="/demo/clock">
                  move the clock
                </a>
                .
              </>
            )}
          </PhaseBanner>
        )}
        {personName !== null && <SignedInStrip personName={personName} />}
      </header>
      <div className="govuk-width-container">
        <main className="govuk-main-wrapper" id="main-content">
          {notice !== null &&
            (typeof notice === 'string' ? (
              <NotificationBanner type="success" title="Done" heading={notice} />
            ) : (
              <Sent {...notice} />
            ))}
          {hasTypedText && (
            <NotificationBanner heading="You were signed out while you were writing">
              <p className="govuk-body">What you had typed is below. It has not been sent yet.</p>
            </NotificationBanner>
          )}
          {children}
        </main>
      </div>
      <footer className="govuk-template__footer">
        <Footer metaLinks={footerPages}>
          Run by the Association of Youth Offending Team Managers. By invitation; not an inspection.
        </Footer>
      </footer>
    </>
  )
}

const currentIn = (pathname: string, href: string): 'page' | 'section' | undefined => {
  if (pathname === href) return 'page'
  return pathname.startsWith(`${href}/`) ? 'section' : undefined
}

/** What was sent, the reference to say on the phone, and what happens next. */
const Sent = ({ sent, reference, next }: Exclude<Notice, string>) => (
  <section aria-label={sent}>
    <Panel title={sent} headingLevel={2} role="alert">
      {reference !== undefined && (
        <>
          Your reference
          <br />
          <strong>{reference}</strong>
        </>
      )}
    </Panel>
    <p className="govuk-body-l">{next}</p>
  </section>
)

const SignedInStrip = ({ personName }: { personName: string }) => (
  <div className="govuk-width-container app-signed-in app-no-print">
    <span>
      Signed in as{' '}
      <a className="govuk-link" href="/account">
        {personName}
      </a>
    </span>
    <PostForm action="/sign-out">
      <button type="submit" className="app-link-button">
        Sign out
      </button>
    </PostForm>
  </div>
)
