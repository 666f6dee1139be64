import { createContext, useContext } from 'react'

/** The nonce of this response's content security policy. Browsers hide nonces from scripts, so it is empty there. */
export const NonceContext = createContext('')

export const useNonce = () => useContext(NonceContext)
