import { ask } from './fetching'
import { type PhoneFrame } from './phone-frame'
import { type Fields, listIn, type Entry, text } from './entry'

/** A list of the panel. */
export interface Source {
  id: string
  label: string
  /** Said while it is empty. */
  empty: string
  load(): Promise<Entry[]>
}

export const sources = (phone: PhoneFrame): Source[] => [
  {
    id: 'calls',
    label: '云函数',
    empty: '小程序还没有调用云函数。',
    load: async () => listIn(await ask('/local/calls'), 'calls').map(call),
  },
  {
    id: 'requests',
    label: '签名请求',
    empty: '云函数还没有请求微信支付。',
    load: async () => listIn(await ask('/sandbox/requests'), 'requests').map(request),
  },
  {
    id: 'notifications',
    label: '通知',
    empty: '微信支付还没有发出通知。',
    load: async () => listIn(await ask('/sandbox/notifications'), 'notifications').map(notification),
  },
  {
    id: 'orders',
    label: '支付分订单',
    empty: '微信支付一侧还没有订单。',
    load: async () => listIn(await ask('/sandbox/orders'), 'orders').map(order),
  },
  { id: 'documents', label: '数据库', empty: '数据库还是空的。', load: documents },
  {
    id: 'waits',
    label: '等待',
    empty: '小程序还没有等待过什么。',
    load: () => Promise.resolve(waits(phone)),
  },
]

function call(entry: Fields, index: number): Entry {
  const { action } = (entry.event ?? {}) as Fields
  const { ok, failure } = (entry.result ?? {}) as Fields
  const { code } = (failure ?? {}) as Fields
  const failed = entry.error !== undefined || ok === false
  const source =
    { wx_client: '小程序', timer: '定时器', http: 'HTTP', scf: '云函数' }[text(entry.source)] ?? ''
  return {
    key: text(entry.callId) || String(index),
    at: Number(entry.at),
    title: [text(entry.function), text(action)].filter(Boolean).join(' · '),
    detail: [
      source,
      failed ? text(code) || '出错' : '',
      milliseconds(entry.durationMs),
      `${text(entry.databaseCalls)} 次数据库`,
    ]
      .filter(Boolean)
      .join(' · '),
    tone: failed ? 'bad' : 'good',
    whole: entry,
  }
}

const request = (entry: Fields, index: number): Entry => ({
  key: text(entry.requestId) || String(index),
  at: Number(entry.at),
  title: `${text(entry.method)} ${text(entry.path).replace('/v3/payscore/', '…/')}`,
  detail: [
    text(entry.status) || '没有回答',
    text(entry.code),
    text(entry.fault),
    milliseconds(entry.durationMs),
  ]
    .filter(Boolean)
    .join(' · '),
  tone: Number(entry.status) < 300 ? 'good' : 'bad',
  whole: entry,
})

const NOTIFICATION_STATES: { [state: string]: string } = {
  pending: '等待送达',
  held: '暂缓',
  lost: '丢失',
  unaddressed: '没有地址',
  delivered: '已送达',
  'given-up': '已放弃',
}

const notification = (entry: Fields, index: number): Entry => ({
  key: text(entry.id) || String(index),
  at: Number(entry.createdAt),
  title: text(entry.event),
  detail: [NOTIFICATION_STATES[text(entry.status)] ?? text(entry.status), text(entry.out_order_no)]
    .filter(Boolean)
    .join(' · '),
  tone: entry.status === 'delivered' ? 'good' : entry.status === 'pending' ? 'quiet' : 'bad',
  whole: entry,
})

const order = (entry: Fields, index: number): Entry => ({
  key: text(entry.out_order_no),
  at: index,
  title: text(entry.state),
  detail: text(entry.out_order_no),
  tone: /PAID|ACCEPTED|FINISHED|DONE|DOING/.test(text(entry.state)) ? 'good' : 'quiet',
  whole: entry,
})

async function documents(): Promise<Entry[]> {
  const answer = (await ask('/local/documents')) as { collections?: string[] } | undefined
  const all = await Promise.all(
    (answer?.collections ?? []).map(async (collection) =>
      listIn(await ask(`/local/documents?collection=${encodeURIComponent(collection)}`), 'documents').map(
        (document): Entry => ({
          key: `${collection}/${text(document._id)}`,
          at: 0,
          title: collection,
          detail: [text(document._id), text(document.state) || text(document.name)]
            .filter(Boolean)
            .join(' · '),
          tone: 'quiet',
          whole: document,
        }),
      ),
    ),
  )
  return all.flat().map((entry, index) => ({ ...entry, at: -index }))
}

const waits = ({ meters }: PhoneFrame): Entry[] =>
  meters.waits.map((wait, index) => ({
    key: `${wait.start}-${index}`,
    at: wait.start,
    title: wait.what,
    detail: [
      wait.end === undefined ? '还在等' : milliseconds(wait.end - wait.start),
      `第 ${(wait.start / 1000).toFixed(2)} 秒`,
      wait.page,
    ].join(' · '),
    tone: wait.failed === true ? 'bad' : wait.end === undefined ? 'quiet' : 'good',
    whole: { ...wait, 本页计数: meters.pages.filter(({ page }) => page === wait.page).at(-1) },
  }))

const milliseconds = (value: unknown): string =>
  typeof value === 'number' ? `${value < 10 ? value.toFixed(1) : Math.round(value)} 毫秒` : ''
