import type { FailureCode } from '#domain/failure'
import type { Moment } from '#domain/period'
import type { Desk } from '../orders/desk'
import type { CollectionName } from '../store'
import type { PayAnswer, PreparedCall } from '../wechatpay'
import type { PayError } from '../wechatpay/errors'
import type { Intending } from './document'

/** What a query brought: what WeChat Pay says, the proof that there is no such thing, or nothing. */
export type Reply<Told> = { told: Told } | Silence
type Silence = { missing: true } | { silent: PayError }

/** What a verified answer to a question says. */
export type Said<Told> = Exclude<Reply<Told>, { silent: PayError }>

/** The pending call of a kind of documents. */
export type PendingOf<D extends Intending> = NonNullable<D['pending']>

/** How a kind of documents is stored. */
export interface Kept {
  readonly collection: CollectionName
  /** What is answered when there is none. */
  readonly notFound: FailureCode
  /** What people read when somebody else was faster. */
  readonly changed: string
}

/**
 * One kind of documents whose changes at WeChat Pay are intents: all in which plans and signings differ. Everything but
 * `question` is pure.
 */
export interface Kind<D extends Intending, Told> extends Kept {
  /** The question about one attempt, and the number that it is about. */
  question(document: D, n: number, desk: Pick<Desk, 'prepare'>): { call: PreparedCall; number: string }
  /** @throws PayApiError `CLIENT_UNREADABLE` */
  read(answer: PayAnswer): Told
  /** After a query's verified answer. */
  learn(document: D, n: number, said: Said<Told>, at: Moment): D
  /** After WeChat Pay carried the pending call out. @throws PayApiError `CLIENT_UNREADABLE` */
  succeed(document: D, pending: PendingOf<D>, answer: PayAnswer, at: Moment): D
  /** Whether the call makes something new: refused, there is none; and it is sent again by people alone (design 4.4). */
  makes(pending: PendingOf<D>): boolean
  /** What it should have made is proven never to have existed. */
  neverMade(document: D, n: number, at: Moment): D
  /** Sets when reconcile looks next. */
  scheduled(document: D, now: Moment): D
  /** The attempts that are not proven over. */
  open(document: D): number[]
  /** Whether what WeChat Pay says lets a pending call be sent again by itself. */
  repeats(pending: PendingOf<D>, told: Told): boolean
  /** What reconcile begins by itself, after it asked and nothing is pending. */
  duty?(document: D, told: ReadonlyMap<number, Told>, desk: Desk): PendingOf<D> | undefined
  /** What operators read when a result is missing for an hour, and when a repeated call was refused. */
  late(pending: PendingOf<D>): string | undefined
  refused(pending: PendingOf<D>): string | undefined
}
