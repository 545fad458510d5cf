import type { SignAction, SignView } from '../../../domain/lines/sign-plan'
import { isSignOver, progressOf, signWords } from '../../../domain/lines/sign-plan-progress'
import { sessionRows, type SessionRow } from '../../../domain/lines/sign-plan-rows'
import { formatYuan } from '../../../domain/money'
import { formatMoment } from '../../../domain/period'
import type { StateWords } from '../../../domain/words'

/** What the page's buttons do: what can be done with the plan, and looking at the plans once more. */
export type PageAction = SignAction | 'again'

/** One button. */
export interface ActionButton {
  id: string
  action: PageAction
  text: string
  primary: boolean
  /** When to use it; such a button is a quiet one. */
  hint?: string
}

/** A question before something that cannot be undone; `button` has at most four characters. */
export interface Question {
  title: string
  text: string
  button: string
}

/** What comes next, and why it cannot begin yet. */
export interface NextBox {
  title: string
  text: string
  /** Absent where it cannot begin. */
  start?: Question & { no: number }
  /** The session that has to be over before. */
  before?: { orderId: string; text: string }
}

/** What the page shows of somebody's plan, and nothing more. */
export interface ShownSign {
  sandbox: boolean
  state: SignView['state']
  words: StateWords
  name: string
  rows: SessionRow[]
  next: NextBox | null
  actions: ActionButton[]
  /** How to end it, once it is signed. */
  leave: (Question & { note: string }) | null
  facts: { name: string; text: string }[]
  merchant: string
  phone: string
  number: string
  help: { title: string; text: string }[]
}

const yuan = (fen: number): string => `\u00a0¥${formatYuan(fen)}`

function nextOf(sign: SignView): NextBox | null {
  const { current } = progressOf(sign)
  const next = sign.sessions.find(({ no }) => no === sign.next)
  if (sign.state !== 'SIGNED' || sign.pending) return null
  if (current) {
    const { session, standing } = current
    const until = {
      starting: '的结果确认',
      using: '结束并付款',
      unpaid: '付清',
    }[standing as 'starting' | 'using' | 'unpaid']
    return {
      title: next ? `接下来：第 ${next.no} 次` : `第 ${session.no} 次是最后一次`,
      text: next ? `第 ${session.no} 次${until}后可以开始` : `结束并付款后，计划全部完成`,
      ...(session.orderId === undefined
        ? {}
        : {
            before: {
              orderId: session.orderId,
              text: standing === 'unpaid' ? '查看账单' : `查看第 ${session.no} 次`,
            },
          }),
    }
  }
  if (!next) return null
  const title = `接下来：第 ${next.no} 次 · ${next.name}`
  if (!sign.actions.includes('start')) return { title, text: '暂时不能开始，请稍后下拉刷新' }
  return {
    title,
    text: `结束后由微信支付分扣款${yuan(next.actual)}`,
    start: {
      no: next.no,
      title: `开始第 ${next.no} 次？`,
      text: `「${next.name}」开始后请到商家处使用，结束后扣款${yuan(next.actual)}。`,
      button: '开始使用',
    },
  }
}

function buttonsOf({ state, actions }: SignView): ActionButton[] {
  const buttons: ActionButton[] = []
  const reopens = actions.includes('reopen')
  if (reopens) buttons.push({ id: 'reopen', action: 'reopen', text: '继续签约', primary: true })
  if (actions.includes('retry') && !reopens)
    buttons.push({
      id: 'sign-again',
      action: 'retry',
      text: state === 'CREATING' ? '重新提交' : '重新签约',
      primary: true,
    })
  if (isSignOver(state) && !actions.includes('retry'))
    buttons.push({ id: 'again', action: 'again', text: '再看看计划', primary: true })
  if (actions.includes('cancel') && state !== 'SIGNED')
    buttons.push({ id: 'cancel', action: 'cancel', text: '不签约了', primary: false })
  if (actions.includes('retry') && reopens)
    buttons.push({
      id: 'sign-again',
      action: 'retry',
      text: '重新签约',
      primary: false,
      hint: '签约页面打不开时',
    })
  return buttons
}

/** @returns what a customer is asked before what is left is cancelled: what it costs, and what goes on */
function leaveOf(sign: SignView): ShownSign['leave'] {
  if (sign.state !== 'SIGNED' || !sign.actions.includes('cancel')) return null
  const { done, left, current } = progressOf(sign)
  const texts = [
    `没有使用的 ${left} 次将全部取消，不会扣款，也不能恢复。`,
    ...(current
      ? [`第 ${current.session.no} 次已经开始，照常结束并扣款${yuan(current.session.actual)}。`]
      : []),
    ...(done > 0 ? [`已完成的 ${done} 次不受影响。`] : []),
  ]
  return {
    note: '没有使用的次数可以随时取消，取消后不会扣款。',
    title: '取消剩余次数？',
    text: texts.join(''),
    button: '确定取消',
  }
}

function factsOf(sign: SignView): ShownSign['facts'] {
  const { signedAt, overAt, durationDays, total, original, paid, sessions } = sign
  const saved = original > total ? `，原价${yuan(original)}` : ''
  return [
    { name: '计划合计', text: `${sessions.length} 次${yuan(total)}${saved}` },
    { name: '已支付', text: `¥${formatYuan(paid)}` },
    ...(signedAt === undefined ? [] : [{ name: '签约时间', text: formatMoment(signedAt) }]),
    overAt === undefined
      ? { name: '有效期', text: `签约后 ${durationDays} 天` }
      : { name: '有效期至', text: formatMoment(overAt) },
  ]
}

function helpOf(sign: SignView, phone: string): ShownSign['help'] {
  const doubts = { title: '对费用有疑问', text: `请致电 ${phone}，并告知上方的签约编号。` }
  if (isSignOver(sign.state)) return [doubts]
  return [
    {
      title: '什么时候扣款',
      text: '每一次结束后，由商家提交账单，微信支付分按计划的价格自动扣款。没有开始的次数不会扣款。',
    },
    {
      title: '扣款失败怎么办',
      text: '余额不足等原因扣款失败时，微信支付分会自动重试；您也可以打开这一次的账单主动支付。付清后才能开始下一次。',
    },
    doubts,
  ]
}

/** @param supportPhone whom to call where the settings name a number of their own; else the merchant's is shown. */
export function signPage(sign: SignView, supportPhone: string): ShownSign {
  const phone = supportPhone || sign.merchant.phone
  return {
    sandbox: sign.sandbox === true,
    state: sign.state,
    words: signWords(sign),
    name: sign.name,
    rows: sessionRows(sign),
    next: nextOf(sign),
    actions: buttonsOf(sign),
    leave: leaveOf(sign),
    facts: factsOf(sign),
    merchant: sign.merchant.name,
    phone,
    number: sign.number,
    help: helpOf(sign, phone),
  }
}

/** Whether there is nothing to ask for again at once; a deduction usually takes seconds. @param signing whether WeChat Pay's page was opened to sign */
export const isAnswered = (sign: SignView, signing: boolean): boolean =>
  !sign.pending &&
  sign.state !== 'CREATING' &&
  sign.waiting !== 'pending' &&
  sign.waiting !== 'unpaid' &&
  !(signing && sign.state === 'UNSIGNED')

/** What to do after the last question, when the result is still not known. */
export const unansweredHint = ({ state, actions }: Pick<ShownSign, 'state' | 'actions'>): string =>
  state === 'UNSIGNED' && actions.length > 0
    ? `还没有看到您的签约。可以${actions.map(({ text }) => text).join('，也可以')}。`
    : '结果稍后更新，可以下拉刷新，不用重复操作。'
