import { createServer } from 'node:http'
import { createRequestHandler, type ServerBuild, writeReadableStreamToWritable } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import express from 'express'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'

/* The least that Remix can serve: one page from constants, on the framework's own parts. Port as its argument. */

const Page = () => createElement('html', { lang: 'en' }, createElement('body', null, createElement('h1', null, 'Here')))

const build: ServerBuild = {
  mode: 'production',
  entry: {
    module: {
      default: (request, status, headers, context) => {
        headers.set('Content-Type', 'text/html')
        const page = renderToString(createElement(RemixServer, { context, url: request.url }))
        return new Response(`<!DOCTYPE html>${page}`, { status, headers })
      },
    },
  },
  routes: { root: { id: 'root', path: '', module: { default: Page } } },
  assets: {
    entry: { imports: [], module: '' },
    routes: {
      root: {
        ...{ id: 'root', path: '', module: '' },
        ...{
          hasAction: false,
          hasLoader: false,
          hasClientAction: false,
          hasClientLoader: false,
          hasErrorBoundary: false,
        },
      },
    },
    url: '',
    version: '',
  },
  publicPath: '/',
  assetsBuildDirectory: '',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
  isSpaMode: false,
}

const handle = createRequestHandler(build, 'production')
const app = express().use(async (req, res) => {
  const answer = await handle(new Request(`http://localhost${req.url}`))
  res.status(answer.status).set(Object.fromEntries(answer.headers))
  if (answer.body) await writeReadableStreamToWritable(answer.body, res)
  else res.end()
})
createServer(app).listen(Number(process.argv[2]), '127.0.0.1')
