import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'

type Props = { inTheWay: { says: string; isToDeclare: boolean; approvers: string[] } | null }

/** What keeps an officer from acting on a case they may read, and what they can do about it. */
export const InTheWay = ({ inTheWay }: Props) =>
  inTheWay && (
    <>
      <WarningText>{inTheWay.says}</WarningText>
      {inTheWay.isToDeclare && <ButtonLink href="/declarations">Declare your interests</ButtonLink>}
      {inTheWay.approvers.length > 0 && (
        <PostForm intent="ask-approval">
          <Button variant="secondary" preventDoubleClick>
            Ask for it to be approved
          </Button>
        </PostForm>
      )}
    </>
  )
