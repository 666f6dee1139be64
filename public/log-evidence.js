// Keeps on this phone what was typed without a connection, and sends it later under the time it was typed. Without this script the
// form is an ordinary form. Each entry has a key of its own, so that what is sent twice is there once.

const form = document.querySelector('form')
const says = document.getElementById('says')
const { owner } = form.dataset
const store = `evidence:${owner}:${location.pathname}`
const fields = ['place', 'kind', 'source', 'text', 'clientKey', 'writtenAt']

// As crypto.randomUUID, which is not there where the page came without TLS.
const newKey = () =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  )

const waiting = () => JSON.parse(localStorage.getItem(store) ?? '[]')
const keep = (entries) =>
  entries.length > 0 ? localStorage.setItem(store, JSON.stringify(entries)) : localStorage.removeItem(store)

const say = (text, waits = false) => {
  const line = document.createElement('p')
  line.textContent = text
  if (waits) line.className = 'waits'
  says.replaceChildren(line)
}

/** "done", "again" where there is no connection or no session, or what is wrong with it. */
const send = async (entry) => {
  const body = new URLSearchParams({ ...entry, formKey: form.elements.formKey.value })
  try {
    const answer = await fetch(location.pathname, { method: 'POST', body, headers: { accept: 'application/json' } })
    const said = await answer.json()
    return said.ok ? 'done' : (said.why ?? 'again')
  } catch {
    return 'again'
  }
}

const show = (entry) => {
  for (const name of fields) form.elements[name].value = entry[name] ?? ''
}

let isSending = false
const sendWaiting = async () => {
  if (isSending) return
  isSending = true
  let sent = 0
  for (let entry = waiting()[0]; entry !== undefined; entry = waiting()[0]) {
    const answer = await send(entry)
    if (answer === 'again') break
    if (answer !== 'done') {
      // What is being typed now is not written over: the entry waits until the box is empty.
      const isFree = form.elements.text.value === ''
      if (isFree) {
        keep(waiting().filter(({ clientKey }) => clientKey !== entry.clientKey))
        show(entry)
      }
      say(`An entry kept on this phone cannot be logged. ${answer}. ${isFree ? 'Mend it and log it again.' : ''}`, true)
      isSending = false
      return
    }
    keep(waiting().filter(({ clientKey }) => clientKey !== entry.clientKey))
    sent += 1
  }
  isSending = false
  const left = waiting().length
  if (left > 0) say(`${left} kept on this phone. Sent when there is a connection.`, true)
  else if (sent > 0)
    say(
      sent === 1
        ? 'One entry that was kept on this phone is logged.'
        : `${sent} entries that were kept on this phone are logged.`,
    )
}

form.addEventListener('submit', (event) => {
  const entry = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]))
  const isWhole = entry.place && entry.kind && entry.source && entry.text.trim().length >= 10
  // What is not whole goes to the server, which says what is missing; so does everything when there is no room on the phone.
  if (!isWhole) return
  event.preventDefault()
  entry.writtenAt ||= new Date().toISOString()
  try {
    keep([...waiting(), entry])
  } catch {
    form.submit()
    return
  }
  form.elements.text.value = ''
  form.elements.writtenAt.value = ''
  form.elements.clientKey.value = newKey()
  for (const radio of form.querySelectorAll('input[name="kind"]')) radio.checked = false
  say('Kept on this phone. Sending it.', true)
  sendWaiting().then(() => waiting().length === 0 && !says.querySelector('.waits') && say('Logged.'))
  scrollTo(0, 0)
})

addEventListener('online', sendWaiting)
addEventListener('pageshow', sendWaiting)
setInterval(() => waiting().length > 0 && sendWaiting(), 30_000)
