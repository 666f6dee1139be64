import type { FieldErrors } from '#services/core/result.ts'
import { evidenceWords, sourceWords } from '#services/fieldwork/index.ts'
import { escapeHtml } from './plain-page.ts'

type Choice = { value: string; label: string }

type Props = {
  ref: string
  yotName: string
  places: readonly { key: string; title: string }[]
  sources: readonly { value: string; label: string; isToday: boolean }[]
  /** What was typed, by field; and what is wrong with it. */
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
  /** Why it could not be kept, where that is no field's fault. */
  problem: string | null
  isLogged: boolean
  /** Every session and document is offered, however many there are. */
  isAll: boolean
  clientKey: string
  formKey: string
  /** Tells one person's entries on a shared phone from another's; says nothing of who it is. */
  owner: string
}

/** Choices that stand open; the rest are folded away, so that the page stays small and a thumb finds them. */
const mostOpen = 6
const mostFolded = 6

const longest = 60
const short = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

const radio = (name: string, { value, label }: Choice, typed: Props['typed']) =>
  `<label><input type="radio" name="${name}" value="${escapeHtml(value)}"${typed[name] === value ? ' checked' : ''}>${escapeHtml(short(label))}</label>`

const group = (name: string, legend: string, body: string, errors: FieldErrors) =>
  `<fieldset id="${name}"${errors[name] ? ' class="wrong"' : ''}><legend>${legend}</legend>${
    errors[name] ? `<p class="error">${escapeHtml(errors[name])}</p>` : ''
  }${body}</fieldset>`

const radios = (name: string, choices: readonly Choice[], typed: Props['typed']) =>
  choices.map((choice) => radio(name, choice, typed)).join('')

/**
 * The page on which evidence is logged with one thumb: three taps and a sentence. It is written out by hand, because it has to come
 * through where there is hardly a signal: one request, six thousand bytes at most, and it works without its script.
 */
export const addEvidenceHtml = (page: Props): string => {
  const { ref, places, sources, typed, errors, problem, isLogged } = page
  const open = sources.filter(({ isToday }) => isToday).slice(0, mostOpen)
  const rest = sources.filter((source) => !open.includes(source))
  const later = page.isAll ? rest : rest.slice(0, mostFolded)
  const kinds = Object.entries(sourceWords).map(([kind, label]) => ({ value: `kind:${kind}`, label }))
  const isFolded = ![...later, ...kinds].some(({ value }) => typed.source === value)
  const wrong = Object.entries(errors).filter(([, why]) => why !== '')
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${wrong.length > 0 ? 'Error: ' : ''}Log evidence – Critical Friend</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/plain-page.css">
<link rel="stylesheet" href="/log-evidence.css">
<script type="module" src="/log-evidence.js"></script>
</head>
<body>
<header><a href="/home">Critical Friend</a></header>
<main>
<p><a href="/reviews/${ref}/evidence">Evidence of ${escapeHtml(page.yotName)}, ${ref}</a></p>
<h1>Log evidence</h1>
<div id="says" role="status">${isLogged ? '<p class="done">Logged.</p>' : ''}</div>
${problem === null ? '' : `<p class="error" role="alert">${escapeHtml(problem)} What you typed is kept.</p>`}
${
  wrong.length === 0
    ? ''
    : `<div class="problems" role="alert"><h2>There is a problem</h2>${wrong.map(([name, why]) => `<p><a href="#${name}">${escapeHtml(why)}</a></p>`).join('')}</div>`
}
<form method="post" novalidate data-owner="${page.owner}">
<input type="hidden" name="formKey" value="${escapeHtml(page.formKey)}">
<input type="hidden" name="clientKey" value="${escapeHtml(page.clientKey)}">
<input type="hidden" name="writtenAt" value="${escapeHtml(typed.writtenAt ?? '')}">
${group(
  'place',
  'What is it about?',
  radios(
    'place',
    places.map(({ key, title }) => ({ value: key, label: title })),
    typed,
  ),
  errors,
)}
${group(
  'kind',
  'What does it show?',
  radios(
    'kind',
    Object.entries(evidenceWords).map(([value, label]) => ({ value, label })),
    typed,
  ),
  errors,
)}
${group(
  'source',
  'Where did you learn it?',
  `${radios('source', open, typed)}<details${isFolded && open.length > 0 ? '' : ' open'}><summary>${open.length > 0 ? 'Somewhere else' : 'Choose'}</summary>${radios('source', later, typed)}${later.length < rest.length ? '<p><a href="?all=yes">All sessions and documents</a></p>' : ''}<p>In no session of the programme:</p>${radios('source', kinds, typed)}</details>`,
  errors,
)}
<label class="text" for="text">What did you see, hear or read?</label>
<p class="hint" id="hint">One sentence will do. Never a child’s name, date of birth or number.</p>
${errors.text ? `<p class="error" id="text-error">${escapeHtml(errors.text)}</p>` : ''}
<textarea id="text" name="text" rows="4" maxlength="1000" aria-describedby="hint">${escapeHtml(typed.text ?? '')}</textarea>
<button>Log it</button>
</form>
</main>
</body>
</html>
`
}
