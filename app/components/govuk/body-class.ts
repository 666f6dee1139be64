/**
 * GOV.UK Frontend hides what its scripts will fold (conditional questions, tab panels) as soon as `<body>` says that scripts
 * run. Said before the first paint, nothing jumps; never said by the server, so that pages work without scripts. Goes first
 * in the body of the root layout.
 */
export const bodyClassScript =
  "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')"
