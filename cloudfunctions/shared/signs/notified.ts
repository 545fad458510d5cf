import { change } from '../intents/save'
import type { Notified, Ours } from '../orders/notified'
import type { SignPlan } from '../wechatpay/user-sign-plans'
import { believeSign, withDoubt } from './believe'
import { attemptOf, type SignDocument, signIdOfNumber } from './document'
import { KEPT } from './kept'
import { scheduled } from './schedule'
import type { Store } from '../store'

/** Who we are, and where signings are found by WeChat Pay's number. */
export type OursWithSigns = Omit<Ours, 'store'> & { store: Ours['store'] & Pick<Store, 'find'> }

/**
 * Applies a notification's signing, which was verified and decrypted. One of a confirmation moves it forward. One of an end
 * changes no state: the documents' own example of it contradicts the states (facts 9-12). Either way WeChat Pay is asked at
 * once by the next run of `reconcile`, or by whoever looks first.
 */
export async function applyNotifiedSign(ours: OursWithSigns, told: SignPlan): Promise<Notified> {
  const found = await findSign(ours, told)
  if (!found) return 'unknown'
  const { sign, n } = found
  if (!isOurs(ours, sign, n, told)) return 'foreign'
  const at = ours.clock()
  await change(ours, KEPT, sign, (now) => {
    const confirms = isConfirmation(told)
    if (confirms && now.current === n && now.state === 'SIGNED') return now
    const believed = confirms ? believeSign(now, { n, told, evidence: 'notification', at }) : now
    const asked = scheduled(confirms ? withDoubt(believed, n) : believed, at)
    return asked.nextCheckAt === undefined ? now : { ...asked, nextCheckAt: at }
  })
  return 'applied'
}

/** Whether it says plainly that somebody signed. */
const isConfirmation = ({ sign_state, cancel_sign_type = 'NOT_CANCEL' }: SignPlan): boolean =>
  sign_state === 'SIGNED' && cancel_sign_type === 'NOT_CANCEL'

/** The signing by our number, or by WeChat Pay's where a notification leaves ours out. */
async function findSign(
  { store }: OursWithSigns,
  { merchant_sign_plan_no: number, sign_plan_id }: SignPlan,
): Promise<{ sign: SignDocument; n: number } | undefined> {
  const id = number === undefined ? undefined : signIdOfNumber(number)
  if (number !== undefined && id === undefined) return undefined
  const [sign] =
    id === undefined
      ? await store.find<SignDocument>('signs', { where: { sign_plan_id }, limit: 1 })
      : [await store.read<SignDocument>('signs', id)]
  const attempt = sign?.attempts.find((one) =>
    number === undefined ? one.sign_plan_id === sign_plan_id : one.number === number,
  )
  return sign && attempt ? { sign, n: attempt.n } : undefined
}

/**
 * Whether it is about this very signing: our merchant, app, service, plan, the same shop (named exactly where there is one), and
 * person; and WeChat Pay's own number of the attempt, where we know it.
 */
function isOurs(ours: OursWithSigns, sign: SignDocument, n: number, told: SignPlan): boolean {
  const { openid, sub_appid } = sign
  const { sign_plan_id = told.sign_plan_id } = attemptOf(sign, n)
  const person = sub_appid === undefined ? told.openid : told.sub_openid
  return (
    told.sign_plan_id === sign_plan_id &&
    (told.mchid === undefined || told.mchid === ours.mchid) &&
    (told.appid === undefined || told.appid === sign.appid) &&
    (told.service_id === undefined || told.service_id === sign.service_id) &&
    (told.plan_id === undefined || told.plan_id === sign.plan_id) &&
    told.sub_mchid === sign.sub_mchid &&
    (told.sub_appid === undefined || sub_appid === undefined || told.sub_appid === sub_appid) &&
    (person === undefined || person === openid)
  )
}
