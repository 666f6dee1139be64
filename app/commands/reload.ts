import type { ServerBuild } from '@remix-run/node'

/** Vite inside this server: pages are compiled when asked for and reload when they change. Rooms reload by restarting. */
export const startReloading = async () => {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true } })
  return {
    middleware: vite.middlewares,
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    close: () => vite.close(),
  }
}

export type Reloading = Awaited<ReturnType<typeof startReloading>>
