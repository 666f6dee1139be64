import { Button } from '#app/components/govuk/button.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'

/** Where a need begins: a few words of one's own, which the next page goes on from. */
export const NeedBox = ({ hint }: { hint: string }) => (
  <PostForm action="/enquiries/new" intent="tell" className="app-need-box">
    <Textarea name="need" id="need-box" label="What do you need?" labelSize="m" hint={hint} rows={3} maxLength={700} />
    <Button className="govuk-!-margin-bottom-0" preventDoubleClick>
      See who could help
    </Button>
  </PostForm>
)
