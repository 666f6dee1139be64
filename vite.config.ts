import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig, type Plugin } from 'vite'
import { denyImports } from 'vite-env-only'
import remixConfig from './remix.config.js'

declare module '@remix-run/node' {
  /** Loaders give components what they returned: dates stay dates. */
  interface Future {
    v3_singleFetch: true
  }
}

/** What runs only on the server, by import prefix. */
const serverCode = /^#(services|prisma|app\/http)\//

/**
 * Vite builds pages. The rooms behind them are loaded by Node from their source, so that the server, its commands and
 * the pages share one copy of each module, and a change to a room needs no build.
 */
const leaveServerCodeToNode = (): Plugin => {
  let isServing = false
  return {
    name: 'leave-server-code-to-node',
    enforce: 'pre',
    configResolved({ command }) {
      isServing = command === 'serve'
    },
    resolveId(id, _importer, { ssr }) {
      if (!ssr || !serverCode.test(id)) return null
      // The reloading server leaves only addresses alone; a build keeps the name, so that it can be moved.
      return { id: isServing ? new URL(id.slice(1), import.meta.url).href : id, external: true }
    },
  }
}

export default defineConfig({
  plugins: [
    leaveServerCodeToNode(),
    denyImports({ client: { files: [/^(services\/(?!core\/words\.ts)|prisma|app\/http)/] } }),
    remix(remixConfig),
  ],
  build: { sourcemap: false, target: 'es2022', assetsInlineLimit: 0 },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
})
