import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { SavedView } from '#services/accounts/index.ts'

type Props = {
  /** The list's page. */
  path: string
  views: readonly SavedView[]
  /** What the list shows now; null where it is as everybody first sees it, which needs no name. */
  query: string | null
  /** A search is one of whose news its owner can be told. */
  of?: 'view' | 'search'
}

/** One's own views of a list: to open, to keep what it shows now under a name, and to remove. */
export const SavedViews = ({ path, views, query, of = 'view' }: Props) => {
  const form = useForm({}, 'save-view')
  if (views.length === 0 && query === null) return null
  return (
    <>
      {views.length > 0 && (
        <p className="govuk-body">
          Your {of === 'search' ? 'searches' : 'views'}:{' '}
          {views.map(({ id, name, query, isTold }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <a className="govuk-link" href={`${path}?${query}`}>
                {name}
              </a>
              {isTold && ' (we write to you)'}
            </span>
          ))}
        </p>
      )}
      <Details summary={`Keep this ${of}, or remove one`} open={form.isTyped}>
        {query !== null && (
          <PostForm intent="save-view" action={`${path}?${query}`}>
            <input type="hidden" name="query" value={query} />
            <Input
              {...form.text('name')}
              label="What to call it"
              hint={
                of === 'search'
                  ? 'Words, filters and order as they are now'
                  : 'Filters, order and columns as they are now'
              }
            />
            {of === 'search' && (
              <Checkboxes
                name="isTold"
                legend="Hear of it"
                legendClassName="govuk-visually-hidden"
                isSmall
                items={[{ value: 'yes', label: 'Write to me when something new fits' }]}
              />
            )}
            <Button variant="secondary">Keep this {of}</Button>
          </PostForm>
        )}
        {views.map(({ id, name }) => (
          <PostForm key={id} intent="remove-view">
            <input type="hidden" name="viewId" value={id} />
            <Button variant="secondary">
              Remove <span className="govuk-visually-hidden">the {of} </span>“{name}”
            </Button>
          </PostForm>
        ))}
      </Details>
    </>
  )
}
