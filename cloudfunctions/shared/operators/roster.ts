import { createHash } from 'node:crypto'
import type { Moment } from '#domain/period'
import { Failed } from '../failed'
import { given } from '../given'

/** A person on the merchant's side. The openid is how WeChat names them to us; it never leaves the function. */
export interface Operator {
  /** Opaque, for pages and the audit trail. */
  id: string
  openid: string
  name: string
  since: Moment
  /** The shops (`sub_mchid`) whose orders they work on; absent = all orders. */
  shops?: string[]
  /** The operator who invited them; absent on the first one. */
  by?: string
  /** The invitation they used, so that a repeated call after a lost answer is recognised. */
  invite?: string
}

/** An open invitation. Only a hash of its code is kept. */
export interface Invite {
  id: string
  name: string
  by: string
  expiresAt: Moment
  /** What who uses it will work on; absent = all orders. */
  shops?: string[]
}

/**
 * All operators and open invitations in one document: that the last operator stays, that the first one comes from the
 * settings only while there is none, and that an invitation works once, each is one compare-and-set.
 */
export interface Roster {
  _id: typeof ROSTER_ID
  schema: 1
  version: number
  operators: Operator[]
  invites: Invite[]
}

export const ROSTER_ID = 'roster'
/** An invitation's life. */
export const INVITE_LIFE = 24 * 60 * 60 * 1000
/** Far more than a shop has; the document stays small. */
const MOST = { operators: 200, invites: 50 } as const

export const emptyRoster = (): Roster => ({
  _id: ROSTER_ID,
  schema: 1,
  version: 0,
  operators: [],
  invites: [],
})

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24)

/** The same person has the same id, before and after a removal. */
export const operatorId = (openid: string): string => shortHash(`operator|${openid}`)

/** What is stored of an invitation's code. */
export const inviteId = (code: string): string => shortHash(`invite|${code}`)

export const operatorOf = (roster: Roster, openid: string): Operator | undefined =>
  roster.operators.find((one) => one.openid === openid)

/** An invitation takes nothing away: who works on all orders goes on to, and two lists of shops become one. */
function bothShops({ shops: had }: Operator, { shops: gets }: Invite): string[] | undefined {
  return had === undefined || gets === undefined ? undefined : [...new Set([...had, ...gets])]
}

const openInvites = (roster: Roster, now: Moment): Invite[] =>
  roster.invites.filter(({ expiresAt }) => expiresAt > now)

/** The roster with its first operator; unchanged when there is one already. */
export function withFirst(roster: Roster, openid: string, now: Moment): Roster {
  if (roster.operators.length > 0) return roster
  return { ...roster, operators: [{ id: operatorId(openid), openid, name: '管理员', since: now }] }
}

/**
 * The open invitations that count against a new one. Those of one shop's operators keep nobody else from inviting: neither
 * another shop's, nor who works on all orders.
 */
function countedWith({ operators }: Roster, open: readonly Invite[], invite: Invite): Invite[] {
  const isShops = ({ by }: Invite) => operators.find(({ id }) => id === by)?.shops !== undefined
  const own = isShops(invite)
  return open.filter(
    (one) => isShops(one) === own && (!own || one.shops?.some((shop) => invite.shops?.includes(shop))),
  )
}

/** @throws Failed TOO_MANY */
export function withInvite(roster: Roster, invite: Invite, now: Moment): Roster {
  const open = openInvites(roster, now)
  if (countedWith(roster, open, invite).length >= MOST.invites)
    throw new Failed('TOO_MANY', { sentence: '未使用的邀请太多' })
  return { ...roster, invites: [...open, invite] }
}

/**
 * The roster after somebody used an invitation: it is gone and they are in, in one step. Who used this very invitation
 * before, and still is an operator, gets the same answer again.
 * @throws Failed INVITE_INVALID for one that is unknown, used or expired; TOO_MANY
 */
export function withJoined(roster: Roster, code: string, openid: string, now: Moment): Roster {
  const id = inviteId(code)
  const already = operatorOf(roster, openid)
  if (already?.invite === id) return roster
  const invite = openInvites(roster, now).find((one) => one.id === id)
  if (!invite) throw new Failed('INVITE_INVALID')
  const others = roster.operators.filter((one) => one !== already)
  if (others.length >= MOST.operators) throw new Failed('TOO_MANY', { sentence: '操作员太多' })
  const joined: Operator = {
    id: operatorId(openid),
    openid,
    name: invite.name,
    since: already?.since ?? now,
    ...given('shops', already ? bothShops(already, invite) : invite.shops),
    by: invite.by,
    invite: id,
  }
  return {
    ...roster,
    operators: [...others, joined],
    invites: openInvites(roster, now).filter((one) => one !== invite),
  }
}

/**
 * The roster without an operator and without the invitations they left open; unchanged when they are gone already.
 * The last one who works on all orders stays: nobody else could let anyone in for them again.
 * @throws Failed LAST_OPERATOR
 */
export function withoutOperator(roster: Roster, id: string): Roster {
  const gone = roster.operators.find((one) => one.id === id)
  if (!gone) return roster
  const left = roster.operators.filter((one) => one !== gone)
  if (gone.shops === undefined && !left.some(({ shops }) => shops === undefined))
    throw new Failed('LAST_OPERATOR')
  return {
    ...roster,
    operators: left,
    invites: roster.invites.filter(({ by }) => by !== id),
  }
}
