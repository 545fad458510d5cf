import type { DiscountLine, FeeLine } from './fee'
import type { DifferenceView } from './difference'
import type { Failure } from './failure'
import type { CartLine } from './lines/pay-on-delivery'
import type { PlanDraft, PlanView, SignView } from './lines/sign-plan'
import type { Fen } from './money'
import type { OfferView, PersonalField } from './offer'
import type { OrderFilter } from './order'
import type { Moment } from './period'
import type {
  AlertView,
  ConsoleOrderView,
  ConsolePlanView,
  ConsoleSignView,
  Launch,
  MessageKind,
  OrderView,
} from './view'

/** Lists come in pages; `cursor` is opaque and given back as it came. */
export interface Page<T> {
  items: T[]
  cursor?: string
}

/** A sub-merchant that orders are placed for, where we call WeChat Pay as its service provider. */
export interface ShopView {
  sub_mchid: string
  name: string
}

/** An offer that plans can be made for. */
export interface PlanOffer {
  offerId: string
  name: string
  /** The most that one session may cost, in fen. */
  maxCharge: Fen
}

/** An operator as the console lists them; `id` is opaque, never an openid. */
export interface OperatorView {
  id: string
  name: string
  since: Moment
  /** The shops (`sub_mchid`) whose orders they work on; absent = all orders. */
  shops?: string[]
  /** Whether this is the person who asks. */
  you: boolean
}

/**
 * function → action → request and response: the one contract that the phone's `platform/cloud.ts` and the functions'
 * handlers are generic over. Amounts are fen. A change stays compatible with the previous release, because phones keep
 * an old package for days.
 */
export interface Contract {
  /** For customers, by `wx.cloud.callFunction`. */
  orders: {
    offers: {
      request: Record<never, never>
      /** `sandbox`: no real money moves here; the page shows a banner. */
      response: { offers: OfferView[]; sandbox: boolean }
    }
    create: {
      request: {
        offerId: string
        /** The revision whose price the customer saw; another one is answered PRICE_CHANGED. */
        revision: number
        /** Choice id → option id. */
        choices: Record<string, string>
        /** 先用后付: how many of which goods; the other lines have none. */
        cart?: CartLine[]
        /** One per intention, made by the page: 16 to 64 of `[0-9A-Za-z_-]`. The same key leads to the same order. */
        requestKey: string
        /** Only what the offer asks for; sent encrypted to WeChat Pay and not kept. */
        person?: Partial<Record<PersonalField, string>>
      }
      /** Without `launch` the result is not known yet: show the order and ask again. */
      response: { order: OrderView; launch?: Launch }
    }
    get: { request: { orderId: string }; response: { order: OrderView } }
    list: { request: { filter?: OrderFilter; cursor?: string }; response: Page<OrderView> }
    reopen: { request: { orderId: string }; response: { order: OrderView; launch?: Launch } }
    retry: {
      request: { orderId: string; person?: Partial<Record<PersonalField, string>> }
      response: { order: OrderView; launch?: Launch }
    }
    cancel: { request: { orderId: string }; response: { order: OrderView } }
    detail: { request: { orderId: string }; response: { launch: Launch } }
    /** 先用后付: the goods arrived. The bill is that of the goods that are kept. */
    receive: { request: { orderId: string }; response: { order: OrderView } }
    /** 先用后付: asks to give goods back before they are paid; an operator answers. */
    return: {
      request: { orderId: string; goods: CartLine[]; reason: string }
      response: { order: OrderView }
    }
    /** 签约计划: the plans of an offer that can be signed, and what the caller signed of them that is not over. */
    plans: { request: { offerId: string }; response: { plans: PlanView[]; signs: SignView[] } }
    /**
     * Signs a plan; a plan never changes, so its id is also its price. The same key leads to the same signing. Without `launch`
     * the result is not known yet.
     */
    sign: {
      request: { planId: string; requestKey: string }
      response: { sign: SignView; launch?: Launch }
    }
    signs: { request: { cursor?: string }; response: Page<SignView> }
    getSign: { request: { signId: string }; response: { sign: SignView } }
    reopenSign: { request: { signId: string }; response: { sign: SignView; launch?: Launch } }
    retrySign: { request: { signId: string }; response: { sign: SignView; launch?: Launch } }
    /** Ends what is not confirmed; afterwards it cancels the sessions that are left, and never one that is in use. */
    cancelSign: { request: { signId: string }; response: { sign: SignView } }
    /** Begins a session. `no`: the one that the caller saw as the next, so that a second tap begins no other. */
    startSession: { request: { signId: string; no: number }; response: { sign: SignView; order: OrderView } }
  }
  /** For operators, by `wx.cloud.callFunction`; everyone else is answered NOT_OPERATOR. */
  console: {
    /** The only action that anyone may call: tells a visitor whether they are an operator, and their own openid. */
    me: {
      request: Record<never, never>
      /** `shops`: the ones whose orders this operator works on; absent where there are none. */
      response: { operator: boolean; openid: string; name?: string; shops?: ShopView[] }
    }
    list: {
      /** `shop`: only the orders of this `sub_mchid`. */
      request: { filter?: OrderFilter; search?: string; shop?: string; cursor?: string }
      response: Page<ConsoleOrderView>
    }
    /** Asks WeChat Pay before it answers where the order is still under way. */
    get: { request: { orderId: string }; response: { order: ConsoleOrderView } }
    complete: {
      request: {
        orderId: string
        fees: FeeLine[]
        discounts: DiscountLine[]
        /** Σ fees − Σ discounts as the operator saw it; anything else is SUM_MISMATCH. */
        total: Fen
        /** When the service really ended; absent = now. */
        endedAt?: Moment
        /** Whether the money will be shared with other receivers afterwards. */
        profit_sharing?: boolean
      }
      response: { order: ConsoleOrderView }
    }
    /** What no operator saw yet, about no order of ours. `seen`: one of them, as often as it was shown. */
    alerts: {
      request: { seen?: { id: string; count: number } }
      response: { alerts: AlertView[] }
    }
    /**
     * Ends an order that will not be charged: before confirmation, or as unused after it. `waive`: gives up a bill that is not
     * paid; without it a completed order is not touched. `out_order_no`: only that attempt, where two were confirmed.
     */
    cancel: {
      request: { orderId: string; reason: string; waive?: true; out_order_no?: string }
      response: { order: ConsoleOrderView }
    }
    /** Lowers a bill that is not paid. `total`: Σ fees − Σ discounts, below what was billed. */
    modify: {
      request: { orderId: string; fees: FeeLine[]; discounts: DiscountLine[]; total: Fen; reason: string }
      response: { order: ConsoleOrderView }
    }
    /** Asks WeChat Pay to deduct now; whether it did is what the order says, now or later. At most once a minute. */
    collect: { request: { orderId: string }; response: { order: ConsoleOrderView } }
    /** Has WeChat Pay tell the customer about a bill to come, before the order is completed; each kind once. */
    message: {
      request: {
        orderId: string
        kind: MessageKind
        fees: FeeLine[]
        discounts: DiscountLine[]
        total: Fen
        /** A moment of the day of the deduction. */
        day: Moment
        /** The last one may have arrived, and the operator says that it did not. */
        again?: true
      }
      response: { order: ConsoleOrderView }
    }
    /**
     * Gives back what WeChat Pay deducted, or some of it. `requestKey`: one per intention, see `refundKey`; the same one is the
     * same refund. The answer is rarely the end: the order's refunds tell.
     */
    refund: {
      request: { orderId: string; requestKey: string; amount: Fen; reason: string }
      response: { order: ConsoleOrderView }
    }
    /** 先用后付: the goods were sent, in the operator's own words. */
    ship: { request: { orderId: string; note: string }; response: { order: ConsoleOrderView } }
    /**
     * 先用后付: answers the return that is open. `at`: the return's own time, so that nobody answers another one than they saw.
     * Accepted for all that is left, the order ends without a charge.
     */
    answerReturn: {
      request: { orderId: string; at: Moment; accept: boolean; note?: string }
      response: { order: ConsoleOrderView }
    }
    /** Tells WeChat Pay that the customer paid elsewhere; cannot be undone. */
    sync: {
      request: { orderId: string; paidAt: Moment; reason: string }
      response: { order: ConsoleOrderView }
    }
    /** What yesterday's bill and our orders do not say alike: all that is open, newest first, then what was settled last. */
    differences: {
      request: Record<never, never>
      /** `comparedTo`: the last day whose bill was compared, `yyyyMMdd`. */
      response: { differences: DifferenceView[]; comparedTo?: string }
    }
    /** A person found out why, and says so. */
    settleDifference: { request: { id: string; note: string }; response: { difference: DifferenceView } }
    /** `shops`: the ones that whoever asks can invite for; absent where there are none. */
    /** 签约计划: plans, newest first, and the offers that plans can be made for. */
    plans: {
      request: { cursor?: string }
      response: Page<ConsolePlanView> & { offers: PlanOffer[] }
    }
    getPlan: { request: { planId: string }; response: { plan: ConsolePlanView } }
    /** Creates a plan at WeChat Pay. The same key leads to the same plan. */
    createPlan: {
      request: PlanDraft & { offerId: string; requestKey: string }
      response: { plan: ConsolePlanView }
    }
    /** Nobody can sign it any more; who signed goes on. Cannot be undone. */
    stopPlan: { request: { planId: string }; response: { plan: ConsolePlanView } }
    /** Who signed a plan, newest first. `search`: the end of a number. */
    members: {
      request: { planId: string; search?: string; cursor?: string }
      response: Page<ConsoleSignView>
    }
    getSign: { request: { signId: string }; response: { sign: ConsoleSignView } }
    startSession: {
      request: { signId: string; no: number }
      response: { sign: ConsoleSignView; order: ConsoleOrderView }
    }
    /** Cancels the sessions that are left, and never one that is in use. */
    cancelSign: { request: { signId: string; reason: string }; response: { sign: ConsoleSignView } }
    operators: { request: Record<never, never>; response: { operators: OperatorView[]; shops?: ShopView[] } }
    /** Makes an invitation that one person can use once, within a day. `shops` absent = whatever who invites works on. */
    invite: { request: { name: string; shops?: string[] }; response: { code: string; expiresAt: Moment } }
    /** Uses an invitation; anyone who holds the code may call it. */
    join: { request: { code: string }; response: { name: string } }
    remove: { request: { id: string }; response: { operators: OperatorView[] } }
  }
}

export type FunctionName = keyof Contract
export type ActionName<F extends FunctionName> = keyof Contract[F] & string
export type RequestOf<F extends FunctionName, A extends ActionName<F>> = Contract[F][A] extends {
  request: infer R
}
  ? R
  : never
export type ResponseOf<F extends FunctionName, A extends ActionName<F>> = Contract[F][A] extends {
  response: infer R
}
  ? R
  : never

/** What is sent: the action beside its request's fields. */
export type EventOf<F extends FunctionName, A extends ActionName<F>> = { action: A } & RequestOf<F, A>

/** What comes back, always one of the two. */
export type Answer<T> = { ok: true; data: T } | { ok: false; failure: Failure }
