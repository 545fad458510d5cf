type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** The object without its undefined fields: WeChat Pay leaves out what is not known. */
export function present<T extends object>(values: T): Partial<Present<T>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Present<T>
  >
}
