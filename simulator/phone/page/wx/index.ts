import { type Phone } from '../runtime/phone'
import { animation } from './animation'
import { type Api } from './async-api'
import { cloud } from './cloud'
import { device } from './device'
import { interaction } from './interaction'
import { notImplemented } from './not-implemented'
import { page } from './page'
import { payScore } from './pay-score'
import { query } from './query'
import { request } from './request'
import { routing } from './routing'
import { storage } from './storage'
import { system } from './system'

/** `wx` as the mini-program sees it. */
export function createWx(phone: Phone): Api {
  const { without } = phone.settings
  const api: Api = {
    ...routing(phone),
    ...interaction(phone),
    ...storage(phone),
    ...system(phone),
    ...page(phone),
    ...request(phone),
    ...cloud(phone),
    ...payScore(phone),
    ...device(phone),
    ...query(phone),
    ...animation,
  }
  api.canIUse = (schema: string) => {
    const name = schema.split('.')[0] ?? ''
    return name in api && !without.has(name)
  }
  for (const name of without) Reflect.deleteProperty(api, name)
  return notImplemented('wx', api, without)
}
