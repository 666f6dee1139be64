/**
 * GOV.UK Frontend hides what its scripts will fold (conditional questions, tab panels) as soon as `<body>` says that scripts
 * run. Said before the first paint, nothing jumps; never said by the server, so that pages work without scripts.
 *
 * In the root layout, first in the body:
 *
 *     <body className="govuk-template__body" suppressHydrationWarning>
 *       <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: bodyClassScript }} />
 *
 * React does not touch `className` again while its prop stays the same, and `suppressHydrationWarning` accepts the classes that
 * the script added. (The script needs its own because browsers hide a nonce once it is read.) Should React ever draw the whole
 * document anew, `enhance` adds the classes again.
 */
export const bodyClassScript =
  "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')"
