#!/usr/bin/env node
// @ts-check
// Stands in for the `cli` of WeChat DevTools: automator.launch({ cliPath: <this file>, projectPath }).
// JavaScript, because Node 20 cannot run TypeScript.
import { bundleScript } from '../../scripts/run.mjs'
import { pathToFileURL } from 'node:url'

const { main } = await import(pathToFileURL(await bundleScript('simulator/automator/cli.ts')).href)
await main(process.argv.slice(2))
