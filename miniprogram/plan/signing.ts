import type { Failure } from '../domain/failure'
import { endsIntention } from '../domain/intention'
import { signUrl } from '../domain/line-pages'
import { call } from '../platform/cloud'
import { signNews } from '../platform/order-news'
import { awaitingSign, go, launch, requestKeys } from '../platform/wechat'

/** A page that plans are signed from. */
export interface SigningPage {
  /** Where to go when WeChat Pay's page is left; empty when it was gone to. */
  signUrl: string
}

/**
 * Signs a plan and opens WeChat Pay's page for it; the page of what was signed follows.
 * @returns the failure, if there was one
 */
export async function signPlan(page: SigningPage, planId: string): Promise<Failure | undefined> {
  const requestKey = requestKeys.keyFor(`sign ${planId}`)
  const answer = await call('orders', 'sign', { planId, requestKey })
  if (!answer.ok) {
    if (endsIntention(answer.failure.code)) requestKeys.forget()
    return answer.failure
  }
  const { sign, launch: way } = answer.data
  requestKeys.forget()
  if (way) awaitingSign.remember(sign.signId)
  signNews.tell(sign)
  page.signUrl = signUrl(sign.signId)
  const end = way ? await launch(way) : 'opened'
  // Empty when the return to this page came first.
  if (end === 'impossible' && page.signUrl) page.signUrl += '&launch=impossible'
  showSign(page)
  return undefined
}

/** Whichever comes first, the answer of the launch or the return to the page. @returns whether there was a way to go */
export function showSign(page: SigningPage): boolean {
  const url = page.signUrl
  page.signUrl = ''
  if (url) go.instead(url)
  return url !== ''
}
