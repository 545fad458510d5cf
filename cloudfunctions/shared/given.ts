/** `{ key: value }`, or nothing when there is no value: what `exactOptionalPropertyTypes` wants of an optional field. */
export const given = <K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [key in K]?: V }
