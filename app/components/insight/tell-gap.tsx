import { Button } from '#app/components/govuk/button.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useRootData } from '#app/components/layout/root-data.ts'

type Props = {
  /** Where they looked. */
  of: 'offerings' | 'bank' | 'theme'
  words?: string
  theme?: string
}

/** One press for whoever looked and found nothing: it goes into the gap register. Where nobody is signed in, the way there. */
export const TellGap = ({ of, words = '', theme = '' }: Props) => {
  const isSignedIn = (useRootData()?.personName ?? null) !== null
  const more = (
    <>
      It is counted in the{' '}
      <a className="govuk-link" href="/gaps">
        gap register
      </a>
      , without your name or your words.
    </>
  )
  if (!isSignedIn)
    return <p className="govuk-body">Nobody offers this? Sign in and tell the association in one press. {more}</p>
  return (
    <PostForm action="/gaps">
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="words" value={words.slice(0, 200)} />
      <input type="hidden" name="theme" value={theme} />
      <p className="govuk-body">{more}</p>
      <Button variant="secondary" preventDoubleClick>
        Tell the association that nobody offers this
      </Button>
    </PostForm>
  )
}
