import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { seal, type Sealed } from '../../../simulator/sandbox/encryption'
import { signatureHeaders } from '../../../simulator/sandbox/platform-signature'
import type { Story } from '../story'

/** A notification as it goes over the wire; an attack changes one thing of a genuine one. */
export interface Letter {
  method: string
  path: string
  headers: Record<string, string | string[]>
  body: string | Buffer
}

/** What a notification says before it is encrypted and signed. */
export interface Contents {
  id?: string
  event_type?: string
  resource: Record<string, unknown>
}

/** What `notify` answered, and what it cost. */
export interface Received {
  status: number
  databaseCalls: number
}

/** One sign changed in the middle. */
export const altered = (text: string): string => {
  const at = Math.floor(text.length / 2)
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
}

/** Writes notifications with WeChat Pay's own keys, which no attacker has, and delivers whatever became of them. */
export class Forge {
  constructor(private readonly story: Story) {}

  /** What WeChat Pay would say of an order in this state. */
  resource(out_order_no: string, state: string, more: object = {}): Record<string, unknown> {
    const { appid, mchid, serviceId: service_id } = this.story.world.credentials
    const { sub_mchid } = this.story.world.cloudbase.store.get('offers', 'power-bank') as {
      sub_mchid?: string
    }
    const shop = sub_mchid === undefined ? {} : { sub_mchid }
    return { appid, mchid, ...shop, out_order_no, service_id, ...this.story.product.told(state), ...more }
  }

  seal(resource: object, apiV3Key = this.story.world.credentials.apiV3Key): Sealed {
    return this.sealText(JSON.stringify(resource), apiV3Key)
  }

  sealText(plain: string, apiV3Key = this.story.world.credentials.apiV3Key): Sealed {
    return seal(apiV3Key, plain, 'payscore')
  }

  /** The body; `sealed` replaces the encrypted part. */
  body(
    { id = randomUUID(), event_type = 'PAYSCORE.USER_CONFIRM', resource }: Contents,
    sealed?: object,
  ): string {
    return JSON.stringify({
      id,
      create_time: '2026-11-20T12:00:00+08:00',
      resource_type: 'encrypt-resource',
      event_type,
      summary: '',
      resource: { original_type: 'payscore', ...this.seal(resource), ...sealed },
    })
  }

  /** The body signed as WeChat Pay signs, `at` by the machine's clock. */
  signed(body: string, at = Date.now()): Letter {
    const headers = signatureHeaders(this.story.sandbox.world.keyring.publicKey, body, at)
    return {
      method: 'POST',
      path: '/pay/notify',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    }
  }

  /** A genuine one. */
  letter(contents: Contents): Letter {
    return this.signed(this.body(contents))
  }

  /** Over HTTP, byte by byte, so that headers may stand twice. */
  async post({ method, path, headers, body }: Letter): Promise<Received> {
    const { cloudbase } = this.story.world
    const before = cloudbase.history.calls.at(-1)
    const status = await new Promise<number>((resolve, reject) => {
      const url = new URL(path, cloudbase.origin)
      const length = Buffer.byteLength(body)
      request(url, { method, headers: { ...headers, 'Content-Length': length } }, (answer) => {
        answer.resume().once('end', () => {
          resolve(answer.statusCode ?? 0)
        })
      })
        .once('error', reject)
        .end(body)
    })
    const last = cloudbase.history.calls.at(-1)
    return { status, databaseCalls: last === before ? 0 : (last?.databaseCalls ?? 0) }
  }

  /** As an event, for what only a gateway could change on the way. */
  async event(event: object): Promise<Received> {
    const { cloudbase } = this.story.world
    const answer = (await cloudbase.invoke('notify', event, { source: 'http' })) as { statusCode: number }
    return { status: answer.statusCode, databaseCalls: cloudbase.history.calls.at(-1)?.databaseCalls ?? 0 }
  }

  /** The event that HTTP access would make of a letter. */
  eventOf({ method, headers, body }: Letter): {
    httpMethod: string
    headers: Record<string, unknown>
    body: string
    isBase64Encoded: unknown
  } {
    return { httpMethod: method, headers, body: body.toString(), isBase64Encoded: false }
  }
}
