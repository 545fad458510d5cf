/** What a 先用后付 order is about (facts 1.8): goods, and where the merchant shows the order. */

export interface Goods {
  readonly name: string
  /** Where its picture is. */
  readonly picture: string
  /** Price of one, in fen. */
  readonly amount: number
  readonly count: number
  readonly category_id?: readonly string[]
}

/** A page of a mini-program. */
export interface JumpLink {
  readonly jump_link_type: 'JUMP_LINK_MINI_PROGRAM'
  readonly appid: string
  readonly path: string
}

export interface ShoppingInfo {
  readonly real_merchant_appid?: string
  readonly jump_link: JumpLink
  readonly goods: readonly Goods[]
}

/** Price of all goods together, in fen. */
export const worthOf = (goods: readonly Goods[]): number =>
  goods.reduce((sum, { amount, count }) => sum + amount * count, 0)
