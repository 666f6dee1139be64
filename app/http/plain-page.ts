import type { Response } from 'express'

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/**
 * A page that needs neither database, session nor build: for requests turned away before they reach a page, and for when
 * nothing else can be shown.
 */
const plainPage = (title: string, paragraphs: string[]) => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Critical Friend</title>
<link rel="stylesheet" href="/plain-page.css">
</head>
<body>
<header><a href="/">Critical Friend</a></header>
<main>
<h1>${escapeHtml(title)}</h1>
${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}
</main>
</body>
</html>
`

export const sendPlainPage = (res: Response, status: number, title: string, paragraphs: string[]) => {
  res.status(status).setHeader('Cache-Control', 'no-store')
  res.type('html').send(plainPage(title, paragraphs))
}
