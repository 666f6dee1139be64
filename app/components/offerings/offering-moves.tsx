import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import type { OfferingPage } from '#services/offerings/index.ts'

/** What its provider can do with an offering. What cannot be undone is folded away. */
export const OfferingMoves = ({
  offering,
}: {
  offering: Pick<OfferingPage, 'slug' | 'version' | 'status' | 'moves'>
}) => {
  const { slug, version, status, moves } = offering
  const [final, everyday] = [moves.filter(isFinal), moves.filter((move) => !isFinal(move))]
  if (moves.length === 0) return null
  return (
    <section aria-labelledby="yours">
      <h2 className="govuk-heading-m" id="yours">
        This is yours
      </h2>
      {everyday.map(({ event, says, follows }) => (
        <PostForm key={event} intent={event} version={version} action={`/offerings/${slug}`}>
          <p className="govuk-body">
            {stands[status]} {follows}
          </p>
          <div className="govuk-button-group">
            <Button variant={event === 'published' ? undefined : 'secondary'} preventDoubleClick>
              {says}
            </Button>
            <ButtonLink href={`/offerings/${slug}/edit`} variant="secondary">
              Change
            </ButtonLink>
          </div>
        </PostForm>
      ))}
      {final.map(({ event, says, follows }) => (
        <Details key={event} summary={`${says} it`}>
          <PostForm intent={event} version={version} action={`/offerings/${slug}`}>
            <p className="govuk-body">{follows}</p>
            <Button variant="warning" className="govuk-!-margin-bottom-0" preventDoubleClick>
              {says} this offering
            </Button>
          </PostForm>
        </Details>
      ))}
    </section>
  )
}

const stands: Record<OfferingPage['status'], string> = {
  draft: 'Not published yet.',
  published: 'It is published.',
  paused: 'It is paused.',
  archived: 'It is archived.',
}

const isFinal = ({ event }: OfferingPage['moves'][number]) => event === 'archived'
