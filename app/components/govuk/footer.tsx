import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import { isGiven } from './form-group.tsx'
import { tokens } from './tokens.ts'

export type FooterLink = { text: ReactNode; href: string; attributes?: Record<string, string> }

type FooterSection = {
  title: ReactNode
  items: readonly FooterLink[]
  columns?: 1 | 2 | 3
  width?: 'full' | 'one-half' | 'one-third' | 'two-thirds'
}

export type FooterProps = Omit<ComponentPropsWithoutRef<'div'>, 'children'> & {
  navigation?: readonly FooterSection[]
  metaTitle?: string
  metaLinks?: readonly FooterLink[]
  /** Under the links: who runs this. */
  children?: ReactNode
  containerClassName?: string
}

/** The foot of every page. Without GOV.UK's crown, licence and copyright, which are not ours to show. */
export function Footer(props: FooterProps) {
  const { navigation = [], metaTitle = 'Support links', metaLinks = [], children, ...most } = props
  const { containerClassName, className, ...rest } = most
  const hasMeta = metaLinks.length > 0 || isGiven(children)
  return (
    <div className={tokens('govuk-footer', className)} {...rest}>
      <div className={tokens('govuk-width-container', containerClassName)}>
        {navigation.length > 0 && (
          <>
            <div className="govuk-footer__navigation">
              {navigation.map((section, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a section is its place in the footer
                <Section key={index} section={section} />
              ))}
            </div>
            <hr className="govuk-footer__section-break" />
          </>
        )}
        <div className="govuk-footer__meta">
          <div className="govuk-footer__meta-item govuk-footer__meta-item--grow">
            {hasMeta && <h2 className="govuk-visually-hidden">{metaTitle}</h2>}
            {metaLinks.length > 0 && (
              <ul className="govuk-footer__inline-list">
                {metaLinks.map((link) => (
                  <li className="govuk-footer__inline-list-item" key={link.href}>
                    <a className="govuk-footer__link" href={link.href} {...link.attributes}>
                      {link.text}
                    </a>
                  </li>
                ))}
              </ul>
            )}
            {isGiven(children) && <div className="govuk-footer__meta-custom">{children}</div>}
          </div>
        </div>
      </div>
    </div>
  )
}

function Section({ section }: { section: FooterSection }) {
  return (
    <div className={`govuk-footer__section govuk-grid-column-${section.width ?? 'full'}`}>
      <h2 className="govuk-footer__heading govuk-heading-m">{section.title}</h2>
      {section.items.length > 0 && (
        <ul
          className={tokens(
            'govuk-footer__list',
            section.columns !== undefined && `govuk-footer__list--columns-${section.columns}`,
          )}
        >
          {section.items.map((link) => (
            <li className="govuk-footer__list-item" key={link.href}>
              <a className="govuk-footer__link" href={link.href} {...link.attributes}>
                {link.text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
