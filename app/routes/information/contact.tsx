import { pageTitle } from '#app/components/layout/title.ts'
export const meta = () => pageTitle('Peer review and support between youth justice services')
export default function Index() {
  return <h1 className="govuk-heading-xl">Critical Friend</h1>
}
