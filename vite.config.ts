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
 * While developing, Vite serves pages only. The rooms behind them are loaded by Node from their source, so that the server
 * and the pages share one copy of each module.
 */
const leaveServerCodeToNode = (): Plugin => ({
  name: 'leave-server-code-to-node',
  apply: 'serve',
  enforce: 'pre',
  resolveId(id, _importer, { ssr }) {
    if (!ssr || !serverCode.test(id)) return null
    return { id: new URL(id.slice(1), import.meta.url).href, external: true }
  },
})

/**
 * A build makes one bundle of the pages, the server that serves them and the threads it starts: a thousand files would be read
 * and compiled one by one at every start.
 */
const bundleServerAndThreads = (): Plugin => ({
  name: 'bundle-server-and-threads',
  apply: 'build',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild
      ? {
          build: {
            rollupOptions: {
              input: {
                index: 'virtual:remix/server-build',
                serve: 'app/commands/serve-built.ts',
                // Under the names by which they are started, which stand beside those who start them in source.
                'read-thread': 'services/import/read-in-thread.ts',
                'round-thread': 'services/matching/round-worker.ts',
              },
              output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
            },
          },
        }
      : {},
})

export default defineConfig({
  plugins: [
    leaveServerCodeToNode(),
    denyImports({ client: { files: [/^(services\/(?!core\/words\.ts)|prisma|app\/http)/] } }),
    remix(remixConfig),
    bundleServerAndThreads(),
  ],
  build: { sourcemap: false, target: 'es2022', assetsInlineLimit: 0 },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
})
