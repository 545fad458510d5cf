import { type Route } from '../router'

/** A control call: what a tester does to the sandbox. `handle` throws ControlFailure to refuse. */
export interface ControlCall extends Route {
  readonly about: string
  readonly handle: (input: ControlInput) => unknown
}

export interface ControlInput {
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export const controlCall = (
  method: Route['method'],
  path: string,
  about: string,
  handle: ControlCall['handle'],
): ControlCall => ({ method, path: `/sandbox${path}`, about, handle })
