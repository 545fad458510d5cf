/** What jest-circus uses of AsyncLocalStorage. */
export class OneAtATime<Store> {
  getStore(): Store | undefined
  run<Result>(store: Store, work: () => Result): Result
}
