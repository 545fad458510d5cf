import { type Apply, createNotify, type Effect } from '../../../../cloudfunctions/shared/notify'
import { MemoryStore } from '../../../long/mutations/memory-store'
import { goodEnv, notificationEvent, stranger } from '../merchant'

/** A notify whose database is in memory, and what it wrote into the log. */
function notifyWith(apply: Apply, store = new MemoryStore([])) {
  const lines: Record<string, unknown>[] = []
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>)
  const main = createNotify(apply, { env: goodEnv(), store, write })
  return { main, steps: (name: string) => lines.filter(({ step }) => step === name), lines, store }
}
const does = (effect: Effect) => () => Promise.resolve(effect)

it('the log says what a notification did, and that one came again', async () => {
  const { main, steps, lines } = notifyWith(does('applied'))
  await main(notificationEvent())
  await main(notificationEvent())
  expect(steps('notification')).toEqual([
    expect.objectContaining({ notificationId: 'EV-1', event_type: 'PAYSCORE.USER_PAID', outcome: 'applied' }),
    expect.objectContaining({ notificationId: 'EV-1', outcome: 'repeated' }),
  ])
  const [answered] = steps('answered')
  expect(answered).toMatchObject({ status: 200, function: 'notify' })
  expect(answered?.['ms']).toBeLessThan(60_000)
  expect(lines).toHaveLength(4)
})

it('and why one was refused: a reason where it is not WeChat Pay’s or unreadable, an error where it is ours', async () => {
  const { main, steps } = notifyWith(does('applied'))
  await main(notificationEvent({ key: stranger.privateKey }))
  await main(notificationEvent({ apiV3Key: 'x'.repeat(32) }))
  const broken = notifyWith(() => Promise.reject(new TypeError('ours')))
  const answer = await broken.main(notificationEvent())
  const [forged, unreadable] = steps('notification-refused')
  expect(forged).toMatchObject({ status: 401, reason: 'bad-signature' })
  for (const field of ['error', 'serial']) expect(forged).not.toHaveProperty(field)
  expect(unreadable).toMatchObject({ status: 500, reason: expect.any(String) as string })
  const [ours] = broken.steps('notification-refused')
  expect(ours).not.toHaveProperty('reason')
  expect(JSON.stringify(ours)).toContain('TypeError')
  expect(answer.body).toContain('cannot be processed now')
  const again = notifyWith(does('applied'))
  expect((await again.main(notificationEvent({ apiV3Key: 'x'.repeat(32) }))).body).toContain(
    'cannot be decrypted',
  )
})

it('a certificate that is not known is named', async () => {
  const serial = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'
  const { main, steps } = notifyWith(does('applied'))
  expect(await main(notificationEvent({ serial }))).toMatchObject({ statusCode: 503 })
  expect(steps('notification-refused')).toEqual([expect.objectContaining({ serial, status: 503 })])
})

it('HEAD is a self-test too, and the largest body is read', async () => {
  const { main } = notifyWith(does('applied'))
  expect(await main({ httpMethod: 'HEAD', headers: {} })).toMatchObject({ statusCode: 200 })
  const sized = (bytes: number) => main({ ...notificationEvent(), body: 'x'.repeat(bytes) })
  expect([(await sized(131_072)).statusCode, (await sized(131_073)).statusCode]).toEqual([401, 413])
})
