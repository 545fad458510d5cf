import { type IncomingMessage } from 'node:http'
import { ControlFailure } from '../failure'
import { header } from '../http'

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

const hostname = (host: string): string => host.replace(/:\d+$/, '').toLowerCase()

/**
 * Control calls are for this machine: a Host header that names another machine is a rebound DNS name, a foreign
 * Origin or a cross-site fetch is somebody's web page.
 * @throws ControlFailure 403
 */
export function guard(request: IncomingMessage): void {
  if (!loopback.has(hostname(header(request, 'host') ?? ''))) {
    throw new ControlFailure(403, 'Control calls need Host 127.0.0.1 or localhost.')
  }
  const origin = header(request, 'origin')
  const foreign = origin !== undefined && !(URL.canParse(origin) && loopback.has(new URL(origin).hostname))
  const navigation = header(request, 'sec-fetch-mode') === 'navigate' && request.method === 'GET'
  if (foreign || (header(request, 'sec-fetch-site') === 'cross-site' && !navigation)) {
    throw new ControlFailure(403, 'Control calls are not for other web sites.')
  }
}
