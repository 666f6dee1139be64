import { createContext, useContext } from 'react'

/** The search of the page's address, "?theme=board" or empty: links that keep it add to it. */
export const RequestSearchContext = createContext('')

export const useRequestSearch = () => useContext(RequestSearchContext)
