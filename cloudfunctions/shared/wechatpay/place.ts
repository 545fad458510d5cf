/** Where calls of one kind are: the merchant's own, or its service provider's for a shop. */
export const placeOf = (root: string, resource: string, sub_mchid: string | undefined): string =>
  sub_mchid === undefined ? `${root}/${resource}` : `${root}/partner/${resource}`
