/** Our mark: two speech bubbles, one answering the other from half a step ahead. */
export const Mark = () => (
  <svg className="app-mark" width="34" height="28" viewBox="0 0 34 28" aria-hidden="true" focusable="false">
    <path fill="currentColor" d="M2 2h18v14H11l-6 6v-6H2z" />
    <path fill="currentColor" d="M23 8h9v14h-2v5l-5-5H13l4-4h6z" opacity=".7" />
  </svg>
)
