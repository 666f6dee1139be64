import { UNSAFE_RemixContext } from '@remix-run/react'
import { useContext } from 'react'
import { useNonce } from './nonce.ts'

/** The one script of every page: app/entry.client.tsx. Put it in the head; modules wait for the page by themselves. */
export const PageScript = () => {
  const nonce = useNonce()
  const entry = useContext(UNSAFE_RemixContext)?.manifest.entry.module
  return <script type="module" nonce={nonce} src={entry} />
}
