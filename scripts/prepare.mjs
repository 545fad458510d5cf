// @ts-check
// npm runs this after `npm ci`, so that one command leaves a folder that WeChat DevTools can open.
// Without devDependencies there is no esbuild and nothing to build with: then it says so and succeeds.
import { existsSync } from 'node:fs'

if (existsSync(new URL('../node_modules/esbuild', import.meta.url))) {
  const { buildFunctions, buildNpm } = await import('./build.mjs')
  await buildFunctions()
  buildNpm()
} else {
  console.log(
    'esbuild is not installed (--omit=dev): nothing built. `npm ci && npm run build` builds the functions.',
  )
}
