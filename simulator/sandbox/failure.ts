/** `detail` of WeChat Pay's error body: which field, what is wrong with it, where it stands. */
export interface FailureDetail {
  readonly field?: string
  readonly value?: unknown
  readonly issue?: string
  readonly location?: string
}

/** An error answer of the API. `tail` is the internal number that ends the Request-ID (facts 4.4). */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly tail: string | undefined = undefined,
    readonly detail: FailureDetail | undefined = undefined,
  ) {
    super(message)
    this.name = 'ApiFailure'
  }

  /** The error body as WeChat Pay writes it. */
  body(): { code: string; message: string; detail?: FailureDetail } {
    return { code: this.code, message: this.message, ...(this.detail ? { detail: this.detail } : {}) }
  }
}

/** 400 PARAM_ERROR: a field's form, length or sum is wrong. `field` is a JSON pointer such as `/fees/0/fee_name`. */
export function paramError(
  field: string,
  issue: string,
  location = 'body',
  message = '参数错误',
): ApiFailure {
  return new ApiFailure(400, 'PARAM_ERROR', `${message}: ${field} ${issue}`, '268435464', {
    field,
    issue,
    location,
  })
}

/** 400 INVALID_REQUEST: a business rule refuses a well-formed request. */
export function invalidRequest(message: string, tail?: string): ApiFailure {
  return new ApiFailure(400, 'INVALID_REQUEST', message, tail)
}

/** 400 INVALID_ORDER_STATE, or a more exact code that the caller names. */
export function stateError(message: string, tail = '271302262', code = 'INVALID_ORDER_STATE'): ApiFailure {
  return new ApiFailure(400, code, message, tail)
}

/** 403 NO_AUTH: the merchant, app or service lacks the permission. */
export function noAuth(message: string, tail = '268503786'): ApiFailure {
  return new ApiFailure(403, 'NO_AUTH', message, tail)
}

/** 401 SIGN_ERROR with the reason in `detail.issue`. */
export function signError(issue: string): ApiFailure {
  return new ApiFailure(401, 'SIGN_ERROR', '签名错误', '270924332', {
    field: 'signature',
    issue,
    location: 'authorization',
  })
}

/** Refusal of a control call: a plain sentence, not WeChat Pay's words. */
export class ControlFailure extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
    this.name = 'ControlFailure'
  }
}
