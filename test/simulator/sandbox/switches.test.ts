import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { Aes, Rsa } from 'wechatpay-axios-plugin'
import { defaultSwitches, switchList, type Notification, type Sandbox } from '../../../simulator/sandbox'
import { orderSwitches } from '../../../simulator/sandbox/orders/switches'
import { payafterSwitches } from '../../../simulator/sandbox/payafter-orders/switches'
import { platformSwitches } from '../../../simulator/sandbox/platform-switches'
import { unverifiedTable } from '../../../simulator/sandbox/unverified'
import {
  accepted,
  ago,
  base,
  closeAll,
  completeBody,
  createBody,
  keys,
  must,
  own,
  queryOf,
  sandboxFor,
  stranger,
  type Stranger,
} from './ground'
import { toldApart } from './told-apart'

afterEach(closeAll)

interface Scene {
  readonly sandbox: Sandbox
  readonly call: Stranger
}
/** Looks at one switch from outside; what it sees must differ between values. */
type Look = (scene: Scene) => Promise<unknown>

const created = async ({ sandbox, call }: Scene, more: object = {}): Promise<Record<string, unknown>> =>
  (await must(call('POST', base, { data: createBody(sandbox, 'O', more) }))).data
const state = async ({ sandbox, call }: Scene): Promise<unknown> =>
  (await must(call('GET', base, queryOf(sandbox, 'O')))).data['state']
const post = async ({ sandbox, call }: Scene, action: string, more: object): Promise<unknown> => {
  const { status, data } = await call('POST', `${base}/O/${action}`, { data: { ...own(sandbox), ...more } })
  return status === 200 ? 200 : data['code']
}
const cancel = (scene: Scene, reason = '取消'): Promise<unknown> => post(scene, 'cancel', { reason })
const completed = async (scene: Scene, more: object = {}): Promise<Record<string, unknown>> => {
  const ticket = await accepted(scene.sandbox, scene.call, 'O')
  const data = completeBody(scene.sandbox, ticket, more)
  await must(scene.call('POST', `${base}/O/complete`, { data }))
  return data
}
const told = (notification: Notification | undefined): Record<string, unknown> => {
  const { resource } = JSON.parse(notification?.body ?? '{}') as { resource: Record<string, string> }
  const { ciphertext = '', nonce = '', associated_data = '' } = resource
  return JSON.parse(Aes.AesGcm.decrypt(ciphertext, keys.apiV3Key, nonce, associated_data)) as Record<
    string,
    unknown
  >
}
const events = ({ sandbox }: Scene): string[] => sandbox.notifications().map((one) => one.event)
const page = async ({ sandbox }: Scene, query: Record<string, string>): Promise<string> => {
  const answer = await fetch(`${sandbox.origin}/sandbox/pages/use?${new URLSearchParams(query).toString()}`)
  return /class="code">(\w+)/.exec(await answer.text())?.[1] ?? 'opens'
}
const syncedTwice = async (scene: Scene): Promise<unknown> => {
  await completed(scene)
  scene.sandbox.setClock({ advanceSeconds: 60 })
  const more = { type: 'Order_Paid', detail: { paid_time: ago(scene.sandbox, 10) } }
  await post(scene, 'sync', more)
  return post(scene, 'sync', more)
}

const lists = [...platformSwitches, ...orderSwitches, ...payafterSwitches] as const

const looks: Record<(typeof lists)[number]['name'], Look> = {
  platformKey: async ({ sandbox }) => {
    const answer = await fetch(`${sandbox.origin}${base}`)
    return answer.headers.get('wechatpay-serial')?.startsWith('PUB_KEY_ID_')
  },
  certificatesDownload: async ({ call }) => (await call('GET', '/v3/certificates')).status,
  retriedNotification: async (scene) => {
    const stamps: number[] = []
    const listener: Server = createServer((request, response) => {
      stamps.push(Number(request.headers['wechatpay-timestamp']))
      response.writeHead(stamps.length < 4 ? 500 : 200).end()
    })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    scene.sandbox.setNotifyUrls({ url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}` })
    await created(scene)
    scene.sandbox.act('O', 'confirm')
    await scene.sandbox.whenIdle()
    scene.sandbox.setClock({ advanceSeconds: 1000 })
    await scene.sandbox.whenIdle()
    listener.close()
    return Date.now() / 1000 - (stamps.at(-1) ?? 0) > 900
  },
  rateLimitCode: async ({ sandbox, call }) => {
    sandbox.faults.add({ kind: 'rate-limited' })
    return (await call('GET', base)).data['code']
  },
  cancelAfterAcceptance: async (scene) => {
    await accepted(scene.sandbox, scene.call, 'O')
    return [await cancel(scene), await state(scene)]
  },
  cancelAfterFinish: async (scene) => {
    await completed(scene)
    return [await cancel(scene), await state(scene)]
  },
  repeatedCancel: async (scene) => {
    await created(scene)
    return [await cancel(scene), await cancel(scene)]
  },
  cancelReasonLimit: async (scene) => {
    await created(scene)
    return cancel(scene, '长'.repeat(31))
  },
  finishTypeOneState: async (scene) => {
    const zero = {
      finish_type: 1,
      cancel_reason: '未使用',
      total_amount: 0,
      fees: [],
      real_service_end_time: null,
    }
    await completed(scene, zero)
    return state(scene)
  },
  zeroTotal: async (scene) => {
    await completed(scene, { total_amount: 0, fees: [] })
    return [await state(scene), events(scene).length]
  },
  paidEvent: async (scene) => {
    await completed(scene)
    scene.sandbox.act('O', 'pay')
    return events(scene)[1]
  },
  confirmEvent: async (scene) => {
    await accepted(scene.sandbox, scene.call, 'O')
    return events(scene)[0]
  },
  notificationBody: async (scene) => {
    await accepted(scene.sandbox, scene.call, 'O')
    const body = told(scene.sandbox.notifications()[0])
    return ['fees', 'order_id', 'finish_ticket', 'risk_amount'].map((name) => name in body)
  },
  unconfirmedOrderNotified: async (scene) => {
    await created(scene, { need_user_confirm: false, openid: 'o1' })
    return [await state(scene), events(scene).length]
  },
  packageUse: async (scene) => {
    const value = String((await created(scene))['package'])
    return [await page(scene, { package: value }), await page(scene, { package: value })]
  },
  packageOnReplay: async (scene) => {
    const first = await created(scene)
    const second = await created(scene)
    expect(await page(scene, { package: String(first['package']) })).toBe('opens')
    return first['package'] === second['package']
  },
  launchAccepts: async (scene) => {
    const value = String((await created(scene))['package'])
    return [await page(scene, { package: value }), await page(scene, { package: value, sign: 'x' })]
  },
  createAnswerState: async (scene) => (await created(scene))['state'],
  replayedCreateCompares: async ({ sandbox, call }) => {
    const { platformPublicKey, platformPublicKeyId } = sandbox.credentials
    const send = (): ReturnType<Stranger> =>
      call('POST', base, {
        data: createBody(sandbox, 'O', { name: Rsa.encrypt('张三', platformPublicKey) }),
        headers: { 'Wechatpay-Serial': platformPublicKeyId },
      })
    await must(send())
    return (await send()).status
  },
  createReplayAfterCreated: async (scene) => {
    await created(scene)
    scene.sandbox.act('O', 'confirm')
    return (await scene.call('POST', base, { data: createBody(scene.sandbox, 'O') })).status
  },
  riskRule: async ({ sandbox, call }) => {
    const fees = [{ fee_name: '费', fee_amount: 9900 }]
    const discounts = [{ discount_name: 'd', discount_desc: 'd' }]
    return (await call('POST', base, { data: createBody(sandbox, 'O', { fees, discounts }) })).status
  },
  finishTicket: async (scene) => {
    const first = await accepted(scene.sandbox, scene.call, 'O')
    const { data } = await scene.call('GET', base, queryOf(scene.sandbox, 'O'))
    await must(scene.call('POST', `${base}/O/complete`, { data: completeBody(scene.sandbox, first) }))
    return first === data['finish_ticket']
  },
  wrongTicketCode: async (scene) => {
    await accepted(scene.sandbox, scene.call, 'O')
    return post(scene, 'complete', completeBody(scene.sandbox, 'wrong'))
  },
  replayedComplete: async (scene) => post(scene, 'complete', await completed(scene)),
  completeFeeDetails: async (scene) => {
    const ticket = await accepted(scene.sandbox, scene.call, 'O')
    const fees = [{ fee_name: '费', fee_amount: 600, fee_count: 1, fee_desc: '说明' }]
    return post(scene, 'complete', completeBody(scene.sandbox, ticket, { fees }))
  },
  sameEndLocation: async (scene) => {
    const ticket = await accepted(scene.sandbox, scene.call, 'O')
    const place = { real_service_end_location: '人民广场站' }
    return post(scene, 'complete', completeBody(scene.sandbox, ticket, place))
  },
  startTimeAfterAccept: async (scene) => {
    await accepted(scene.sandbox, scene.call, 'O')
    const { data } = await scene.call('GET', base, queryOf(scene.sandbox, 'O'))
    return String(data['service_start_time']).length
  },
  endedOrderCode: async (scene) => {
    await created(scene)
    await cancel(scene)
    return post(scene, 'complete', completeBody(scene.sandbox, 'x'))
  },
  deductingCode: async (scene) => {
    scene.sandbox.setSwitches({ cancelAfterFinish: 'allowed' })
    await completed(scene)
    scene.sandbox.deduct('O', 60)
    return cancel(scene)
  },
  repeatedSync: syncedTwice,
  syncNotified: async (scene) => {
    await syncedTwice(scene)
    return events(scene).length
  },
  payTypeWhenDeducted: async (scene) => {
    await completed(scene)
    scene.sandbox.act('O', 'pay')
    return (await scene.call('GET', base, queryOf(scene.sandbox, 'O'))).data['pay_type']
  },
}

test.each(lists.map(({ name }) => name))('%s: every value can be told apart', async (name) => {
  await toldApart(name, (sandbox) => looks[name]({ sandbox, call: stranger(sandbox) }))
})

test('an unknown switch or value is refused with what there is', async () => {
  const sandbox = await sandboxFor()
  expect(() => sandbox.setSwitches({ nothing: 'x' })).toThrow(/no switch nothing/)
  expect(() => sandbox.setSwitches({ zeroTotal: 'x' })).toThrow(/finished \| paid/)
  expect(sandbox.switches).toEqual(defaultSwitches)
})

test('the table of assumptions has a row for every switch', () => {
  const rows = unverifiedTable().trim().split('\n').slice(2)
  expect(rows).toHaveLength(switchList.length)
  for (const [index, { name, values }] of switchList.entries()) {
    expect(rows[index]).toContain(`\`${name}\`: \`${values[0]}\``)
    expect(rows[index]?.match(/(?<!\\)\|/g)).toHaveLength(5)
  }
})
