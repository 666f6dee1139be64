import { enhance } from '#app/components/govuk/enhance.ts'
import { lookAgain } from '#app/components/layout/look-again.ts'
import { showEffect } from '#app/components/layout/show-effect.ts'

// Pages are documents: the browser loads each whole, and this adds what scripts make nicer. React stays on the server
// (docs/decisions: pages are documents).
enhance(document)
lookAgain(document)
showEffect(document)

if (import.meta.hot) {
  import.meta.hot.on('remix:hmr', () => location.reload())
}
