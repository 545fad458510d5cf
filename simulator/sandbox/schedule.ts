/** A signed call of the merchant that a test may hold. The same object is given at both ends. */
export interface HeldCall {
  readonly method: string
  /** Without the query. */
  readonly path: string
}

/**
 * Called at both ends of every call of the API: before anything is verified or done, and when it is done and not answered
 * yet. The call goes on when the promise settles; a client that left meanwhile stops nothing.
 */
export interface Schedule {
  before?(call: HeldCall): Promise<void> | void
  after?(call: HeldCall): Promise<void> | void
}
