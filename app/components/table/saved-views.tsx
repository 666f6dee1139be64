import { Button } from '#app/components/govuk/button.tsx'
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
}

/** One's own views of a list: to open, to keep what it shows now under a name, and to remove. */
export const SavedViews = ({ path, views, query }: Props) => {
  const form = useForm({}, 'save-view')
  if (views.length === 0 && query === null) return null
  return (
    <>
      {views.length > 0 && (
        <p className="govuk-body">
          Your views:{' '}
          {views.map(({ id, name, query }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <a className="govuk-link" href={`${path}?${query}`}>
                {name}
              </a>
            </span>
          ))}
        </p>
      )}
      <Details summary="Keep this view, or remove one" open={form.isTyped}>
        {query !== null && (
          <PostForm intent="save-view" action={`${path}?${query}`}>
            <input type="hidden" name="query" value={query} />
            <Input {...form.text('name')} label="What to call it" hint="Filters, order and columns as they are now" />
            <Button variant="secondary">Keep this view</Button>
          </PostForm>
        )}
        {views.map(({ id, name }) => (
          <PostForm key={id} intent="remove-view">
            <input type="hidden" name="viewId" value={id} />
            <Button variant="secondary">
              Remove <span className="govuk-visually-hidden">the view </span>“{name}”
            </Button>
          </PostForm>
        ))}
      </Details>
    </>
  )
}
