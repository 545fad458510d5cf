/**
 * Every way an action can fail, as people see it: one sentence that says what happened and one that says what to do.
 * The codes are the contract between functions and pages; pages never parse texts.
 */
export const FAILURES = {
  INVALID_REQUEST: ['请求内容有误', '请更新小程序后重试'],
  UNKNOWN_ACTION: ['当前版本不支持该操作', '请更新小程序后重试'],
  NO_IDENTITY: ['未能识别您的微信身份', '请从微信中重新打开小程序'],
  UNKNOWN_OFFER: ['该服务已下线', '请返回首页选择其他服务'],
  UNKNOWN_CHOICE: ['所选规格已失效', '请重新选择规格'],
  CART_INVALID: ['所选商品或数量有误', '请核对商品和数量后再试'],
  SOLD_OUT: ['商品库存不足', '请减少数量，或选择其他商品'],
  STOCK_BUSY: ['商品正在为其他订单处理', '请稍等一分钟再试，不会重复下单'],
  PERSON_REQUIRED: ['还有信息没有填写或格式不对', '请按提示补全后再试'],
  PRICE_CHANGED: ['价格或规则已更新', '请核对新的费用后再确认'],
  ORDER_NOT_FOUND: ['没有找到这笔订单', '请在「我的订单」中查看'],
  NOT_ALLOWED_NOW: ['订单当前状态不能进行此操作', '请刷新订单后再看可以做什么'],
  STATE_CHANGED: ['订单刚刚有了变化', '请刷新后再操作'],
  PENDING: ['上一步操作的结果还在确认', '请稍等片刻再刷新，不要重复操作'],
  RESULT_UNKNOWN: ['暂时没有收到微信支付的结果', '我们会继续确认，请稍后刷新，不要重复操作'],
  PAY_UNAVAILABLE: ['暂时不能使用微信支付分', '请选择其他付款方式，或联系商家'],
  PAY_REFUSED: ['微信支付没有受理该操作', '请刷新后再看，仍不行请联系商家'],
  PAY_BUSY: ['微信支付暂时繁忙', '请稍后再试'],
  LAUNCH_IMPOSSIBLE: ['当前无法打开微信支付分', '请升级微信后重试，或联系商家'],
  NOT_OPERATOR: ['您还不是本店的操作员', '请把下方的标识发给管理员开通'],
  INVITE_INVALID: ['邀请已失效或已被使用', '请管理员重新发出邀请'],
  LAST_OPERATOR: ['不能移除最后一位操作员', '请先邀请另一位操作员'],
  LINES_INVALID: ['费用明细有误', '请按提示修改费用或优惠'],
  SUM_MISMATCH: ['合计与明细不一致', '请核对每一项金额'],
  OVER_LIMIT: ['超过了这笔订单最高可收的金额', '请调低费用；超出部分请与顾客另行协商'],
  TIME_INVALID: ['服务时间有误', '结束时间须晚于开始时间，且不能晚于现在'],
  NOT_LOWER: ['账单只能改为更低的金额', '请填写低于原账单的金额；需要多收请与顾客另行协商'],
  ALREADY_PAID: ['顾客已经付款', '请返回订单查看；多收的款项可以退款'],
  REFUND_TOO_MUCH: ['超过了还可以退款的金额', '请刷新订单，按还可以退款的金额填写'],
  ALREADY_SENT: ['这条消息已经发送过', '每笔订单只能发送一次，请返回订单查看'],
  DEDUCTING: ['微信支付正在扣款', '请过几分钟刷新订单，仍未付款再操作'],
  NOT_DEDUCTED: ['这次没有扣款成功', '微信支付会继续自动扣款，可以提醒顾客检查支付方式'],
  ALREADY_COMPLETED: ['订单已按另一金额完结', '请查看已完结的账单；如需更改请联系管理员'],
  REASON_REQUIRED: ['请填写原因', '原因不超过 30 个字'],
  NOT_SHIPPED: ['商家还没有发货', '请收到商品后再确认收货'],
  RETURN_OPEN: ['有一笔退货申请还没有处理', '请等退货申请有结果后再操作'],
  RECEIVED: ['商品已经确认收货', '请刷新订单查看账单；如需退货可以申请退款'],
  PLAN_NOT_FOUND: ['没有找到这个计划', '请返回服务页面查看可以签约的计划'],
  PLAN_STOPPED: ['该计划已停止签约', '请选择其他计划，或联系商家'],
  PLAN_INVALID: ['计划内容有误', '请按提示修改计划'],
  ALREADY_SIGNED: ['您已经签约了这个计划', '请在「我的计划」中查看'],
  SIGN_NOT_FOUND: ['没有找到这个签约', '请在「我的计划」中查看'],
  NOT_SIGNED: ['计划还没有签约或已经结束', '请刷新后查看计划状态'],
  SESSION_NOT_NEXT: ['请按顺序使用每次服务', '请刷新后查看下一次服务'],
  SESSION_IN_USE: ['上一次服务还没有结束', '请等上一次服务完成并付款后再开始'],
  SESSION_UNPAID: ['上一次服务还没有付款', '请先完成付款，再开始下一次服务'],
  TOO_MANY: ['操作太频繁', '请稍后再试'],
  CONFIG: ['商家的支付设置还没有完成', '请联系商家处理'],
  INTERNAL: ['系统出现异常', '请稍后再试；如需帮助，请把下方编号告诉商家'],
  OFFLINE: ['网络连接不畅', '请检查网络后重试'],
  NOT_DEPLOYED: ['云函数还没有部署', '请按 README 上传云函数'],
  WRONG_WORLD: ['本地演示不能在正式环境运行', '请在 settings.ts 中把 world 改为 cloud'],
} as const

export type FailureCode = keyof typeof FAILURES

/** A failed answer. `requestId` finds the log line; `details` are data of the one code that documents them. */
export interface Failure {
  code: FailureCode
  /** One sentence for people, in Chinese; more exact than the code's own where more is known. */
  message: string
  requestId: string
  /** PRICE_CHANGED: `{ revision, preview }`; CART_INVALID, SOLD_OUT: a CartProblem; LINES_INVALID, PERSON_REQUIRED, PLAN_INVALID: `{ problems }`; ALREADY_SIGNED: `{ signId }`; NOT_OPERATOR: `{ openid }` (the caller's own). */
  details?: unknown
  /** What to do next, where the reader needs to hear another than the code's own: see `operatorAdviceOf`. */
  advice?: string
}

/** The code's own sentence. */
export const sentenceOf = (code: FailureCode): string => FAILURES[code][0]

/** What to do next; every failure has one: there is no dead end. */
export const adviceOf = (code: FailureCode): string => FAILURES[code][1]

/** Where what a customer is told would send an operator to themselves, or to a place that they do not see. */
const FOR_OPERATORS: Readonly<Partial<Record<FailureCode, string>>> = {
  ORDER_NOT_FOUND: '请回到商家工作台，核对订单编号后再查找',
  PAY_UNAVAILABLE: '请与顾客改用其他付款方式',
  PAY_REFUSED: '请刷新后再看，仍不行请把下方编号告诉技术人员',
  NOT_OPERATOR: '请重新进入商家工作台，按页面提示加入',
  RETURN_OPEN: '请先返回订单，处理这笔退货申请',
  PLAN_NOT_FOUND: '请回到计划列表查看',
  PLAN_STOPPED: '请在计划列表里选择其他计划',
  ALREADY_SIGNED: '请在计划的会员列表查看',
  SIGN_NOT_FOUND: '请回到计划的会员列表查看',
  SESSION_UNPAID: '请等上一次扣款成功，或打开上一次的订单处理',
  CONFIG: '请技术人员检查云函数的环境变量',
  INTERNAL: '请稍后再试；如需帮助，请把下方编号告诉技术人员',
}

/** What to do next, for those who run the shop. */
export const operatorAdviceOf = (code: FailureCode): string => FOR_OPERATORS[code] ?? adviceOf(code)

/** Whether the text is one of the codes: an older phone may hear of a code that it does not know. */
export const isFailureCode = (code: string): code is FailureCode =>
  Object.prototype.hasOwnProperty.call(FAILURES, code)
