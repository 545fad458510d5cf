import type { SignState } from '#domain/lines/sign-plan'
import { cancelSign } from '../../../../cloudfunctions/shared/signs/cancel'
import type { SignDocument } from '../../../../cloudfunctions/shared/signs/document'
import { aDesk, refuses, says, type Said, silence } from '../orders/desk'
import { aSignIn, aSignPending, SIGN_ID } from './fixtures'

const tells = (sign_state: string, more: object = {}) =>
  says({ merchant_sign_plan_no: `${SIGN_ID}-1`, sign_plan_id: 'S1', sign_state, ...more })

/** What came of ending it. */
async function ending(sign: SignDocument, ...said: Said[]) {
  const test = aDesk([], ...said)
  await test.store.insert('signs', sign)
  const done = cancelSign(test.desk, sign, 'customer', '用户取消')
  return { done, actions: () => test.sent.map(({ call }) => call.action) }
}

it.each<SignState>(['UNSIGNED', 'SIGNED'])('%s: asked, then ended, from that state alone', async (state) => {
  const { done, actions } = await ending(aSignIn(state), tells(state), tells('SIGN_PLAN_CANCEL'))
  expect(await done).toMatchObject({ state: 'SIGN_PLAN_CANCEL' })
  expect(actions()).toEqual(['sign-query', 'sign-stop'])
})

it.each<SignState>(['COMPLETE', 'EXPIRE', 'SIGN_PLAN_CANCEL'])(
  '%s already: nothing is sent',
  async (state) => {
    const { done, actions } = await ending(aSignIn('SIGNED'), tells(state))
    expect(await done).toMatchObject({ state })
    expect(actions()).toEqual(['sign-query'])
  },
)

it.each<[string, SignDocument, Said, string]>([
  ['no answer', aSignIn('SIGNED'), silence(), 'RESULT_UNKNOWN'],
  ['an answer that there is none', aSignIn('SIGNED'), refuses(404, 'RESOURCE_NOT_EXISTS'), 'RESULT_UNKNOWN'],
  ['signed meanwhile', aSignIn('UNSIGNED'), tells('SIGNED'), 'STATE_CHANGED'],
  [
    'a cancel under way',
    aSignIn('SIGNED', {}, { pending: aSignPending('cancel') }),
    tells('SIGNED'),
    'PENDING',
  ],
  [
    'a sign under way',
    aSignIn('CREATING', {}, { pending: aSignPending('sign') }),
    tells('UNSIGNED'),
    'PENDING',
  ],
  ['a word that we do not know', aSignIn('SIGNED'), tells('NEW'), 'RESULT_UNKNOWN'],
])('%s: nothing is sent', async (_what, sign, said, code) => {
  const { done, actions } = await ending(sign, said)
  await expect(done).rejects.toMatchObject({ code })
  expect(actions()).toEqual(['sign-query'])
})

it('refused while a session is in use, it says so', async () => {
  const refusal = refuses(400, 'INVALID_REQUEST')
  const using = tells('SIGNED', { signed_detail_list: [{ plan_detail_no: 1, plan_detail_state: 'USING' }] })
  const { done } = await ending(aSignIn('SIGNED'), using, refusal, using)
  await expect(done).rejects.toMatchObject({
    code: 'PAY_REFUSED',
    message: '有一次服务还没有结束，结束并付款后才能取消剩余次数',
  })
  const other = await ending(aSignIn('SIGNED'), tells('SIGNED'), refusal, tells('SIGNED'))
  await expect(other.done).rejects.toBe(refusal)
})
