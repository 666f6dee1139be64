import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'

/** Lets somebody else speak for an outside provider: its own speaker's form, and an administrator's. */
export const HandOn = ({ version }: { version: number }) => {
  const form = useForm({}, 'contact-changed')
  return (
    <Details summary="Let somebody else speak for it" open={form.isTyped}>
      <p className="govuk-body">What it offers, enquiries and work under way are theirs to answer from then on.</p>
      <PostForm intent="contact-changed" version={version}>
        <Input {...form.text('name')} id="contact-name" label="Their name" autoComplete="off" spellCheck={false} />
        <Input
          {...form.text('address')}
          id="contact-address"
          type="email"
          label="Their e-mail address"
          autoComplete="off"
        />
        <Button variant="secondary" preventDoubleClick>
          Hand it on
        </Button>
      </PostForm>
    </Details>
  )
}
