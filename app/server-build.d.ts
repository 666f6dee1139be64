declare module 'virtual:remix/server-build' {
  import type { ServerBuild } from '@remix-run/node'

  const { entry, routes, assets, publicPath, assetsBuildDirectory, future, isSpaMode, mode }: ServerBuild

  export { assets, assetsBuildDirectory, entry, future, isSpaMode, mode, publicPath, routes }
}
