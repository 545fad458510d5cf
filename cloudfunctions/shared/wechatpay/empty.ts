/**
 * Takes out the texts that are empty. An official example of a signing is full of them, where its table marks the fields as
 * optional (facts 1.10, 6.2): there an empty text says nothing, and is not somebody's empty name.
 */
export function dropEmpty<T extends object>(target: T): T {
  for (const [name, value] of Object.entries(target)) if (value === '') Reflect.deleteProperty(target, name)
  return target
}
