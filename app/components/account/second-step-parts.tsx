import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'

type CodeFormProps = { form: FormState; button: string; isWarning?: boolean }

/** Asks for a code of the app, for one of the things it is needed for. */
export const CodeForm = ({ form, button, isWarning = false }: CodeFormProps) => (
  <PostForm intent={form.intent}>
    <Input
      {...form.text('code')}
      id={form.reply ? 'code' : `code-${form.intent}`}
      label="Code from the app"
      className="govuk-input--width-10"
      autoComplete="one-time-code"
      spellCheck={false}
    />
    <Button variant={isWarning ? 'warning' : undefined} preventDoubleClick>
      {button}
    </Button>
  </PostForm>
)

type SetUpProps = { picture: string; letters: string; form: FormState }

/** What the app reads or is typed, and the first code it shows. */
export const SetUp = ({ picture, letters, form }: SetUpProps) => (
  <>
    <h2 className="govuk-heading-m">1. Open an authenticator app on your phone</h2>
    <p className="govuk-body">
      Microsoft Authenticator, Google Authenticator or any other for six-digit codes. If your council gave you one, use
      that.
    </p>
    <h2 className="govuk-heading-m">2. Point it at this picture</h2>
    <div
      className="app-qr"
      role="img"
      aria-label="A square code for the app to read. The same as letters is below."
      // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by us from random letters
      dangerouslySetInnerHTML={{ __html: picture }}
    />
    <p className="govuk-body">
      Or type these letters into it: <strong className="app-code">{letters}</strong>
    </p>
    <h2 className="govuk-heading-m">3. Enter the six digits it shows</h2>
    <CodeForm form={form} button="Turn it on" />
  </>
)

/** Shown once, right after they were made. */
export const RecoveryCodes = ({ codes }: { codes: readonly string[] }) => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <h1 className="govuk-heading-l">Keep these recovery codes</h1>
      <p className="govuk-body">
        Each signs you in once when you do not have your phone. Print them, or keep them where you keep such things.
      </p>
      <WarningText>They are not shown again.</WarningText>
      <ul className="govuk-list">
        {codes.map((code) => (
          <li key={code}>
            <strong className="app-code">{code}</strong>
          </li>
        ))}
      </ul>
      <ButtonLink href="/account/second-step">I have kept them</ButtonLink>
    </div>
  </div>
)
