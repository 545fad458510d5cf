/** Somebody who can hold the phone. The mini-program never learns who it is; the transport tells the local world. */
export interface Person {
  openid: string
  name: string
  role: string
}

/** Two customers, the second also an operator. The names are made up. */
export const PEOPLE: readonly [Person, ...Person[]] = [
  { openid: 'local-customer-1', name: '林晓', role: '顾客' },
  { openid: 'local-operator-1', name: '周远', role: '顾客 · 商家操作员' },
]
